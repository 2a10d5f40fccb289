"""Expected values for HoldfastGeometryTests, computed without any code of the project.

Needs geographiclib. Prints the rows of Reference.swift.
"""
import math, random
from fractions import Fraction
from geographiclib.geodesic import Geodesic
W = Geodesic.WGS84
random.seed(20260822)
def dist(a, b): return W.Inverse(a[1], a[0], b[1], b[0])['s12']

print("// pairs: lon1, lat1, lon2, lat2, metres, azimuth at the first")
pairs = [(30.5, 50.45, 37.6, 55.75), (38.0, 48.3, 38.0, 48.30001), (0, 0, 179.5, 0.5), (0, 0, 180, 0), (-179.9, 10, 179.9, 10.1), (10, 89.9, -170, 89.9), (5, -60, 60, -45), (34.1, 45, 38.4, 48.34), (0, 0, 0, 90), (37.5, 48.1, 37.500001, 48.1)]
for p in pairs:
    r = W.Inverse(p[1], p[0], p[3], p[2]); print(f"({p[0]}, {p[1]}, {p[2]}, {p[3]}, {r['s12']!r}, {r['azi1']!r}),")
print("// destinations: lon, lat, azimuth, metres, lon2, lat2")
for p in [(38, 48.3, 0, 1), (38, 48.3, 90, 1000), (38, 48.3, 215, 25000), (179.9, 60, 80, 50000), (10, 85, 10, 1e6), (0, 0, 45, 1.9e7)]:
    r = W.Direct(p[1], p[0], p[2], p[3]); print(f"({p[0]}, {p[1]}, {p[2]}, {p[3]}, {r['lon2']!r}, {r['lat2']!r}),")

def dens(r, n):
    out = []
    for a, b in zip(r, r[1:]):
        out += [(a[0] + (b[0] - a[0]) * k / n, a[1] + (b[1] - a[1]) * k / n) for k in range(n)]
    return out
def area(r, n=2000):
    p = W.Polygon()
    for x, y in dens(r, n): p.AddPoint(y, x)
    return abs(p.Compute()[2])
def length(r, n=2000):
    p = W.Polygon(True)
    for x, y in dens(r, n) + [r[-1]]: p.AddPoint(y, x)
    return p.Compute()[1]
print("// areas and perimeters of rings, edges cut into 2000 geodesics")
rings = {"degree": [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)], "north": [(10, 60), (40, 60), (40, 80), (10, 80), (10, 60)],
 "triangle": [(30, 44), (41, 47), (34, 52), (30, 44)], "small": [(38, 48.3), (38.001, 48.3), (38.001, 48.301), (38, 48.301), (38, 48.3)], "south": [(-70, -20), (-60, -35), (-65, -50), (-75, -50), (-70, -20)]}
for k, r in rings.items(): print(f'("{k}", {[tuple(map(float,p)) for p in r]}, {area(r)!r}, {length(r)!r}),')

def nearest(line, p):
    best = (1e99, 0, 0)
    for i, (a, b) in enumerate(zip(line, line[1:])):
        f = lambda t: dist((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])), p)
        n = 60; k = min(range(n + 1), key=lambda k: f(k / n))
        lo, hi = max(0, (k - 1) / n), min(1, (k + 1) / n); g = (math.sqrt(5) - 1) / 2
        x, y = hi - g * (hi - lo), lo + g * (hi - lo); fx, fy = f(x), f(y)
        for _ in range(60):
            if fx < fy: hi, y, fy = y, x, fx; x = hi - g * (hi - lo); fx = f(x)
            else: lo, x, fx = x, y, fy; y = lo + g * (hi - lo); fy = f(y)
        d = min(fx, fy, f(0), f(1))
        if d < best[0]: best = (d, i, lo)
    return best[0]
lines = {"parallel": [(20, 50), (40, 50)], "diagonal": [(22, 44), (40, 52)], "arctic": [(10, 80), (60, 81), (80, 86)], "date line": [(179, -17), (180, -16)], "equator": [(-60, -1), (-58, 2), (-50, 0.5)],
  "front": [(33.0, 46.6), (34.2, 47.4), (36.1, 47.6), (37.4, 47.8), (37.6, 48.3), (38.2, 48.9), (37.9, 49.9)]}
print("// line, lon, lat, metres")
for k, l in lines.items(): print(f'"{k}": {[tuple(map(float,p)) for p in l]},')
for k, l in lines.items():
    xs = [p[0] for p in l]; ys = [p[1] for p in l]
    for m in (0.3, 0.3, 1, 1, 3, 3, 8, 8, 25, 60):
        i = random.randrange(len(l) - 1); t = random.random()
        p = (l[i][0] + t * (l[i+1][0] - l[i][0]) + random.uniform(-m, m), l[i][1] + t * (l[i+1][1] - l[i][1]) + random.uniform(-m, m) * 0.7)
        p = (round((p[0] + 180) % 360 - 180, 4), round(max(-89, min(89, p[1])), 4))
        print(f'("{k}", {p[0]}, {p[1]}, {nearest(l, p)!r}),')

def orient(a, b, p):
    F = Fraction
    d = (F(b[0]) - F(a[0])) * (F(p[1]) - F(a[1])) - (F(b[1]) - F(a[1])) * (F(p[0]) - F(a[0]))
    return (d > 0) - (d < 0)
print("// exact orientation: ax, ay, bx, by, px, py, sign")
n = {-1: 0, 0: 0, 1: 0}
while min(n.values()) < 8:
    a = (round(random.uniform(20, 40), 3), round(random.uniform(44, 52), 3)); b = (round(random.uniform(20, 40), 3), round(random.uniform(44, 52), 3))
    t = random.choice([0.5, 0.25, random.random()]); p = (a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]))
    p = (p[0], math.nextafter(p[1], random.choice([0, 99])) if random.random() < .3 else p[1])
    s = orient(a, b, p)
    if n[s] < 8: n[s] += 1; print(f"({a[0]!r}, {a[1]!r}, {b[0]!r}, {b[1]!r}, {p[0]!r}, {p[1]!r}, {s}),")
