"""``python -m bench``: run every measurement in this folder and print its ratio."""

from bench import decoding, startup

for measurement in (startup, decoding):
    print(measurement.run())
