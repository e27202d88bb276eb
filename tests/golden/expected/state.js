window.milepost = {"asOf": "22 Nov 2026", "asOfDay": "2026-11-22", "problems": 2, "problemsWords": "2 warnings"};
