// Part of kernel.h: eight places against the pieces that are left.

// The nearest pieces of eight places, then their distances over ground.
//
// isFar: take the curvature at the middle latitude and one more order, which matters beyond some hundred kilometres.
INLINE void NAME(eight)(
    work *w, int32_t i, int32_t n, const int32_t *standing, int32_t always, int32_t count, int32_t isFar) {
    const real x = load(w->x + i), y = load(w->y + i), z = load(w->z + i);
    const real across = load(w->across + i), slope = load(w->slope + i);
    const mask epoch = *(const mask *)(w->epoch + i);
    const real zero = all(0.0), one = all(1.0);
    const real sine = load(w->sine + i);
    const real flat = one / (one - all(E2) * sine * sine);
    real best = all(INFINITY);
    mask which = (mask){-1, -1, -1, -1, -1, -1, -1, -1};
    for (int32_t k = 0; k < count; k++) {
        const clocate_piece *p = w->pieces + standing[k];
        real vx = x - all(p->a[0]), vy = y - all(p->a[1]), vz = z - all(p->a[2]);
        const real dx = all(p->d[0]), dy = all(p->d[1]), dz = all(p->d[2]);
        real t = (vx * dx + vy * dy + vz * dz) * all(p->inv);
        t = most(zero, least(one, t));
        const real s = t - t * t;
        vx = (vx - t * dx) - s * all(p->c[0]);
        vy = (vy - t * dy) - s * all(p->c[1]);
        vz = (vz - t * dz) - s * all(p->c[2]);
        const real zz = vz * vz;
        const real square = vx * vx + vy * vy + zz;
        // The arc's square to the fourth order: chord² (1 + (chord · curvature)²/12), the curvature by Euler's theorem.
        real bend = across * square + slope * zz;
        real m;
        if (isFar) {
            const real middle = sine - all(0.5 / (1.0 - E2)) * vz * across;
            bend = bend * bend * ((one - all(E2) * middle * middle) * flat);
            m = square + bend * all(1.0 / 12.0) * (one + all(12.0 / 90.0) * bend / most(square, all(1e-6)));
        } else {
            m = square + bend * bend * all(1.0 / 12.0);
        }
        mask nearer = m < best;
        if (k >= always) nearer &= (epoch >= p->from) & (epoch < p->to);
        best = choose(nearer, m, best);
        which = (nearer & standing[k]) | (~nearer & which);
    }
    double f[11][LANES];
    for (int32_t l = 0; l < LANES; l++) {
        const clocate_piece *p = w->pieces + (which[l] < 0 ? 0 : which[l]);
        for (int32_t k = 0; k < 3; k++) {
            f[k][l] = p->a[k];
            f[3 + k][l] = p->d[k];
            f[6 + k][l] = p->c[k];
        }
        f[9][l] = p->inv;
    }
    const real dx = load(f[3]), dy = load(f[4]), dz = load(f[5]);
    const real cx = load(f[6]), cy = load(f[7]), cz = load(f[8]);
    const real vx = x - load(f[0]), vy = y - load(f[1]), vz = z - load(f[2]);
    real t = (vx * dx + vy * dy + vz * dz) * load(f[9]);
    t = most(zero, least(one, t));
    real rx, ry, rz;
    for (int32_t step = 0; step < 3; step++) {
        const real s = t - t * t;
        rx = (vx - t * dx) - s * cx;
        ry = (vy - t * dy) - s * cy;
        rz = (vz - t * dz) - s * cz;
        if (step == 2) break;
        // Newton's method towards the foot on the parabola.
        const real u = one - (t + t);
        const real tx = dx + u * cx, ty = dy + u * cy, tz = dz + u * cz;
        const real down = rx * tx + ry * ty + rz * tz;
        const real curve = (tx * tx + ty * ty + tz * tz) + all(2.0) * (rx * cx + ry * cy + rz * cz);
        const real next = most(zero, least(one, t + down / choose(curve > zero, curve, one)));
        t = choose(curve > zero, next, t);
    }
    const real square = rx * rx + ry * ry + rz * rz;
    const real chord = root(square);
    // The sine of the middle latitude, from those of both ends; the foot's by the radius here, which is near enough.
    const real s1 = sine;
    const real s2 = (z - rz) * across * all(1.0 / (1.0 - E2));
    const real mean = all(0.5) * (s1 + s2), half = all(0.5) * (s1 - s2);
    real sm = mean * mean;
    sm = sm * (one + half * half / most(one - sm, all(1e-6)));
    const real g = one - all(E2) * sm;
    const real midAcross = root(g) * all(1.0 / EARTH_A);
    const real midAlong = midAcross * g * all(1.0 / (1.0 - E2));
    const real north = least(one, rz * rz / most(square * (one - sm), all(1e-30)));
    const real curvature = north * midAlong + (one - north) * midAcross;
    const real h = all(0.5) * chord * curvature;
    const real hh = h * h;
    // arcsin's series: the next terms are below 1e-10 of the distance at 2,000 km.
    real series = all(945.0 / 42240.0);
    series = series * hh + all(105.0 / 3456.0);
    series = series * hh + all(15.0 / 336.0);
    series = series * hh + all(3.0 / 40.0);
    series = series * hh + all(1.0 / 6.0);
    real arc = chord + chord * hh * series;
    arc = choose(chord > all(2000000.0), all(-1.0), arc);
    arc = choose(best < all(INFINITY), arc, all(INFINITY));
    const int32_t lanes = n - i < LANES ? n - i : LANES;
    // The answers go to no order of places either.
    for (int32_t l = 2 * LANES; l < 3 * LANES; l++) {
        if (i + l < w->places) __builtin_prefetch(w->metres + (uint32_t)w->order[i + l], 1);
    }
    for (int32_t l = 0; l < lanes; l++) {
        const uint32_t at = (uint32_t)w->order[i + l];
        w->metres[at] = arc[l];
        w->far += arc[l] < 0;
        if (w->hits) {
            w->hits[at].piece = (int32_t)which[l];
            w->hits[at].t = (float)t[l];
        }
    }
}

