"""From Documents to one Plan: names resolved, edges drawn, circles found and cut, every failure a diagnostic."""
