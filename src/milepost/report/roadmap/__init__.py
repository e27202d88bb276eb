"""The roadmap: when each goal begins and ends, at three zooms."""
