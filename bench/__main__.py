"""``python -m bench``: run every measurement in this folder and print its ratio."""

from bench import decoding, intervals, startup

for measurement in (startup, decoding, intervals):
    print(measurement.run())
