#!/usr/bin/env python3
"""GDAL's GeoJSON driver through pyogrio (the wheel brings GDAL): W4 only, geometry as WKB, no frame made of it."""
import pyogrio

import peer
from peer import clock, formats


def main():
    a = peer.arguments(["W4"])
    t0 = clock()
    found = peer.shared(a.threads, lambda m: pyogrio.raw.read(m.path)[2][0], a.files)
    formats.say("gdal", ".".join(map(str, pyogrio.__gdal_version__)), "W4", len(found), a.threads, 0, 0, clock() - t0,
                megabytes_wkb=round(sum(map(len, found)) / 1e6, 1))


if __name__ == "__main__":
    main()
