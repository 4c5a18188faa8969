"""Speed and memory against named baselines, run side by side: `make bench`.

Only ratios taken in the same run say anything; the machine's speed drifts. Milliseconds are
printed for orientation.
"""
