// One build of the kernel, included once for each instruction set with NAME(x) defined. See clocate.h.
//
// Places are sorted along a curve that keeps near what is near. A node is a run of them and the pieces that can be nearest to any
// place in the run's box. Nodes are split in four along the curve, or in two by time where few pieces stand throughout, until
// eight places or few pieces are left; then eight places at a time go over the pieces.

#define LANES 8
#define WIDE 16
#define LEAF_PIECES 20

typedef double NAME(real) __attribute__((vector_size(8 * LANES), aligned(8)));
typedef int64_t NAME(mask) __attribute__((vector_size(8 * LANES), aligned(8)));
typedef float NAME(wide) __attribute__((vector_size(4 * WIDE), aligned(4), may_alias));
typedef int32_t NAME(bits) __attribute__((vector_size(4 * WIDE), aligned(4), may_alias));
typedef _Bool NAME(bools) __attribute__((ext_vector_type(WIDE)));
typedef int32_t NAME(whole) __attribute__((may_alias));
#define real NAME(real)
#define mask NAME(mask)
#define wide NAME(wide)
#define bits NAME(bits)
#define INLINE static inline __attribute__((always_inline))

INLINE real NAME(all)(double x) { return (real){x, x, x, x, x, x, x, x}; }
INLINE real NAME(load)(const double *p) { return *(const real *)p; }
INLINE void NAME(store)(double *p, real v) { *(real *)p = v; }
INLINE real NAME(choose)(mask m, real a, real b) { return (real)((m & (mask)a) | (~m & (mask)b)); }
INLINE real NAME(least)(real a, real b) { return NAME(choose)(a < b, a, b); }
INLINE real NAME(most)(real a, real b) { return NAME(choose)(a > b, a, b); }
INLINE real NAME(root)(real x) { return __builtin_elementwise_sqrt(x); }
INLINE wide NAME(every)(float x) { return (wide){x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x}; }
INLINE wide NAME(pick)(bits m, wide a, wide b) { return (wide)((m & (bits)a) | (~m & (bits)b)); }
#define all NAME(all)
#define load NAME(load)
#define store NAME(store)
#define choose NAME(choose)
#define least NAME(least)
#define most NAME(most)
#define root NAME(root)
#define every NAME(every)
#define pick NAME(pick)

// Sine and cosine of degrees within ±360: reduced exactly to ±45°, then Taylor's series to the 16th order (error below 1e-16).
INLINE void NAME(turn)(real degrees, real *sine, real *cosine) {
    const real shift = all(6755399441055744.0);
    real scaled = degrees * all(1.0 / 90.0);
    real quarters = (scaled + shift) - shift;
    mask q = (mask)(scaled + shift);
    real x = (degrees - quarters * all(90.0)) * all(0.017453292519943295769);
    real u = x * x;
    real s = all(-1.0 / 1307674368000.0);
    s = s * u + all(1.0 / 6227020800.0);
    s = s * u + all(-1.0 / 39916800.0);
    s = s * u + all(1.0 / 362880.0);
    s = s * u + all(-1.0 / 5040.0);
    s = s * u + all(1.0 / 120.0);
    s = s * u + all(-1.0 / 6.0);
    s = x + x * u * s;
    real c = all(1.0 / 20922789888000.0);
    c = c * u + all(-1.0 / 87178291200.0);
    c = c * u + all(1.0 / 479001600.0);
    c = c * u + all(-1.0 / 3628800.0);
    c = c * u + all(1.0 / 40320.0);
    c = c * u + all(-1.0 / 720.0);
    c = c * u + all(1.0 / 24.0);
    c = (all(1.0) - all(0.5) * u) + u * u * c;
    mask odd = (q & 1) != 0;
    mask minusSine = (q & 2) != 0;
    mask minusCosine = ((q + 1) & 2) != 0;
    real a = choose(odd, c, s);
    real b = choose(odd, s, c);
    *sine = choose(minusSine, -a, a);
    *cosine = choose(minusCosine, -b, b);
}

// Pieces in question, in single precision from the work's origin: field k of piece i at field[k * size + i].
enum { NAME(fields) = 11, NAME(PIECE) = 8, NAME(FROM) = 9, NAME(TO) = 10 };
typedef struct {
    float *field;  // start (3), to the end (3), 1/|d|², reach; the piece's index and its epochs as whole numbers
    int32_t size;  // a multiple of WIDE; the rest is filled with pieces that are near nothing
    int32_t count;
} NAME(pack);
#define pack NAME(pack)

// The places of one call in the order of the curve.
typedef struct {
    double *x, *y, *z;     // earth-centred metres
    double *sine;          // of the latitude
    double *across;        // 1/N, N the radius of curvature across the meridian
    double *slope;         // (1/M − 1/N)/cos², M the radius along it
    int64_t *epoch;
    uint64_t *order;
    double *spare;         // as long as a column
    float *end;            // of the memory for packs
    const clocate_piece *pieces;
    float *near;           // of each piece in question, from the node's middle
    int32_t places;
    int32_t far;           // how many places are beyond 2,000 km
    int32_t *list;         // of the pieces that a leaf looks at
    double origin[3];      // of the packs
    double *metres;
    clocate_hit *hits;
} NAME(work);
#define work NAME(work)

static void NAME(place)(work *w, int32_t n, const double *longitudes, const double *latitudes, const int32_t *epochs) {
    for (int32_t i = 0; i < n; i += LANES) {
        double lon[LANES], lat[LANES];
        // The columns are met in no order: ask for those of some groups ahead.
        for (int32_t k = 0; k < LANES; k++) {
            const int32_t ahead = i + k + 4 * LANES < n ? i + k + 4 * LANES : n - 1;
            const uint32_t at = (uint32_t)w->order[ahead];
            __builtin_prefetch(longitudes + at);
            __builtin_prefetch(latitudes + at);
            __builtin_prefetch(epochs + at);
        }
        for (int32_t k = 0; k < LANES; k++) {
            uint32_t at = (uint32_t)w->order[i + k < n ? i + k : n - 1];
            lon[k] = longitudes[at];
            lat[k] = latitudes[at];
            w->epoch[i + k] = epochs[at];
        }
        real s, c, sl, cl;
        NAME(turn)(load(lat), &s, &c);
        NAME(turn)(load(lon), &sl, &cl);
        real f = all(1.0) - all(E2) * s * s;
        real across = root(f) * all(1.0 / EARTH_A);
        real n_ = all(1.0) / across;
        real along = across * f * all(1.0 / (1.0 - E2));
        store(w->x + i, n_ * c * cl);
        store(w->y + i, n_ * c * sl);
        store(w->z + i, n_ * all(1.0 - E2) * s);
        store(w->sine + i, s);
        store(w->across + i, across);
        store(w->slope + i, (along - across) / most(c * c, all(1e-12)));
    }
}

// What stands behind a pack's last piece is near nothing.
static void NAME(fill)(pack *p) {
    for (int32_t k = p->count; k < p->size; k++) {
        for (int32_t n = 0; n < NAME(fields); n++) p->field[n * p->size + k] = n < 3 ? 1e18f : 0.0f;
        ((NAME(whole) *)p->field)[NAME(FROM) * p->size + k] = INT32_MAX;
        ((NAME(whole) *)p->field)[NAME(TO) * p->size + k] = INT32_MIN;
    }
}

#include "kernel-leaf.h"

// One bit for each lane of a comparison, the first lane's lowest.
INLINE uint32_t NAME(flags)(bits m) {
    const NAME(bools) each = __builtin_convertvector(m, NAME(bools));
    uint16_t out;
    __builtin_memcpy(&out, &each, sizeof out);
    return out;
}

#include "kernel-time.h"

static void NAME(node)(work *w, int32_t low, int32_t high, const pack *in, float *room) {
    // The box of the places, and the span of their epochs.
    real lowX = all(INFINITY), lowY = lowX, lowZ = lowX, highX = -lowX, highY = -lowX, highZ = -lowX;
    int64_t first = INT64_MAX, last = INT64_MIN;
    int32_t i = low;
    for (; i + LANES <= high; i += LANES) {
        const real x = load(w->x + i), y = load(w->y + i), z = load(w->z + i);
        lowX = least(lowX, x), lowY = least(lowY, y), lowZ = least(lowZ, z);
        highX = most(highX, x), highY = most(highY, y), highZ = most(highZ, z);
    }
    double box[6] = {INFINITY, INFINITY, INFINITY, -INFINITY, -INFINITY, -INFINITY};
    for (int32_t l = 0; l < LANES; l++) {
        if (lowX[l] < box[0]) box[0] = lowX[l];
        if (lowY[l] < box[1]) box[1] = lowY[l];
        if (lowZ[l] < box[2]) box[2] = lowZ[l];
        if (highX[l] > box[3]) box[3] = highX[l];
        if (highY[l] > box[4]) box[4] = highY[l];
        if (highZ[l] > box[5]) box[5] = highZ[l];
    }
    for (; i < high; i++) {
        if (w->x[i] < box[0]) box[0] = w->x[i];
        if (w->y[i] < box[1]) box[1] = w->y[i];
        if (w->z[i] < box[2]) box[2] = w->z[i];
        if (w->x[i] > box[3]) box[3] = w->x[i];
        if (w->y[i] > box[4]) box[4] = w->y[i];
        if (w->z[i] > box[5]) box[5] = w->z[i];
    }
    for (i = low; i < high; i++) {
        if (w->epoch[i] < first) first = w->epoch[i];
        if (w->epoch[i] > last) last = w->epoch[i];
    }
    const double mx = 0.5 * (box[0] + box[3]), my = 0.5 * (box[1] + box[4]), mz = 0.5 * (box[2] + box[5]);
    const double hx = box[3] - mx, hy = box[4] - my, hz = box[5] - mz;
    const double radius = __builtin_sqrt(hx * hx + hy * hy + hz * hz);
    // How far each piece is from the middle, and the nearest that stands throughout.
    const float ox = (float)(mx - w->origin[0]), oy = (float)(my - w->origin[1]), oz = (float)(mz - w->origin[2]);
    const int32_t size = in->size, firstEpoch = (int32_t)first, lastEpoch = (int32_t)last;
    const float *f = in->field;
    const bits *from = (const bits *)(f + NAME(FROM) * size), *to = (const bits *)(f + NAME(TO) * size);
    const wide nought = every(0.0f), unit = every(1.0f);
    wide closest = every(INFINITY);
    bits whose = {0};
    bits index = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    for (int32_t k = 0; k < size; k += WIDE) {
        const wide dx = *(const wide *)(f + 3 * size + k), dy = *(const wide *)(f + 4 * size + k);
        const wide dz = *(const wide *)(f + 5 * size + k);
        wide vx = every(ox) - *(const wide *)(f + k), vy = every(oy) - *(const wide *)(f + size + k);
        wide vz = every(oz) - *(const wide *)(f + 2 * size + k);
        wide t = (vx * dx + vy * dy + vz * dz) * *(const wide *)(f + 6 * size + k);
        t = pick(t < unit, t, unit);
        t = pick(t > nought, t, nought);
        vx -= t * dx, vy -= t * dy, vz -= t * dz;
        const wide away = __builtin_elementwise_sqrt(vx * vx + vy * vy + vz * vz);
        *(wide *)(w->near + k) = away - *(const wide *)(f + 7 * size + k);
        const bits throughout = (from[k / WIDE] <= firstEpoch) & (to[k / WIDE] > lastEpoch);
        const bits nearer = (away < closest) & throughout;
        closest = pick(nearer, away, closest);
        whose = (nearer & index) | (~nearer & whose);
        index += WIDE;
    }
    float least1 = INFINITY;
    int32_t best = 0;
    for (int32_t l = 0; l < WIDE; l++) {
        if (closest[l] < least1) least1 = closest[l], best = whose[l];
    }
    // Where on it, the slack for what choosing by the arc instead of the chord can cost, and for single precision.
    float q[3], t = 0;
    for (int32_t k = 0; k < 3; k++) t += ((k == 0 ? ox : k == 1 ? oy : oz) - f[k * size + best]) * f[(3 + k) * size + best];
    t *= f[6 * size + best];
    t = t > 1.0f ? 1.0f : t > 0.0f ? t : 0.0f;
    for (int32_t k = 0; k < 3; k++) q[k] = f[k * size + best] + t * f[(3 + k) * size + best];
    const float spread = (float)radius * 1.00001f + 0.01f;
    const float far = least1 + spread;
    const float extent = __builtin_fabsf(ox) + __builtin_fabsf(oy) + __builtin_fabsf(oz) + far;
    const float slack = f[7 * size + best] + 0.05f + 3e-17f * far * far * far + 2e-6f * extent;
    const float widest = least1 + 2.0f * spread + slack;
    // A piece is kept where it may be nearest for some place of the box. From the middle to any of them, the distance to x less that
    // to q changes by no more than the radius times the difference of the directions, which is at most
    // 2|x − q|/(|p − x| + |p − q|).
    pack out = {room, size, 0};
    const int32_t isLeaf = high - low <= LANES || in->count <= LEAF_PIECES ||
                           w->end - room < (ptrdiff_t)(NAME(fields) + 1) * (size + WIDE);
    int32_t always = 0, kept = 0, throughoutCount = 0;
    for (int32_t k = 0; k < size; k += WIDE) {
        const wide near = *(const wide *)(w->near + k);
        bits keep = (near <= every(widest)) & (from[k / WIDE] <= lastEpoch) & (to[k / WIDE] > firstEpoch);
        if (!NAME(flags)(keep)) continue;
        const wide excess = near - every(least1 + slack);
        const wide ax = *(const wide *)(f + k) - every(q[0]), ay = *(const wide *)(f + size + k) - every(q[1]);
        const wide az = *(const wide *)(f + 2 * size + k) - every(q[2]);
        const wide bx = ax + *(const wide *)(f + 3 * size + k), by = ay + *(const wide *)(f + 4 * size + k);
        const wide bz = az + *(const wide *)(f + 5 * size + k);
        const wide aa = ax * ax + ay * ay + az * az, bb = bx * bx + by * by + bz * bz;
        const wide apart = __builtin_elementwise_sqrt(pick(aa > bb, aa, bb)) * every(1.00001f) +
                           *(const wide *)(f + 7 * size + k) + every(slack);
        const wide sum = near + every(least1 - 2.0f * spread - slack);
        keep &= ~((excess > nought) & (sum > nought) & (excess * sum > every(2.0f * spread) * apart));
        const bits throughout = (from[k / WIDE] <= firstEpoch) & (to[k / WIDE] > lastEpoch);
        const uint32_t whole = NAME(flags)(throughout);
        const uint32_t kept16 = NAME(flags)(keep);
        throughoutCount += __builtin_popcount(kept16 & whole);
#ifdef COMPRESS
        if (!isLeaf) {
            for (int32_t n = 0; n < NAME(fields); n++) COMPRESS(out.field + n * size + out.count, f + n * size + k, kept16);
            out.count += __builtin_popcount(kept16);
            continue;
        }
#endif
        const NAME(whole) *pieces = (const NAME(whole) *)(f + NAME(PIECE) * size) + k;
        for (uint32_t left = kept16; left; left &= left - 1) {
            const int32_t l = __builtin_ctz(left);
            if (isLeaf) {
                // Those that stand throughout first.
                if (whole >> l & 1) {
                    w->list[kept++] = w->list[always];
                    w->list[always++] = pieces[l];
                } else {
                    w->list[kept++] = pieces[l];
                }
            } else {
                for (int32_t n = 0; n < NAME(fields); n++) out.field[n * size + out.count] = f[n * size + k + l];
                out.count++;
            }
        }
    }
    if (!isLeaf && out.count <= LEAF_PIECES) {
        const NAME(whole) *from1 = (const NAME(whole) *)(room + NAME(FROM) * size);
        const NAME(whole) *to1 = (const NAME(whole) *)(room + NAME(TO) * size);
        for (int32_t k = 0; k < out.count; k++) {
            w->list[kept++] = w->list[always];
            if (from1[k] <= firstEpoch && to1[k] > lastEpoch) w->list[always++] = ((const NAME(whole) *)room)[NAME(PIECE) * size + k];
            else w->list[kept - 1] = ((const NAME(whole) *)room)[NAME(PIECE) * size + k];
        }
    }
    if (isLeaf || out.count <= LEAF_PIECES) {
        for (i = low; i < high; i += LANES) {
            if (far > 400000.0f) NAME(eight)(w, i, high, w->list, always, kept, 1);
            else NAME(eight)(w, i, high, w->list, always, kept, 0);
        }
        return;
    }
    // The pack closes up to its count.
    const int32_t closed = (out.count + WIDE - 1) / WIDE * WIDE;
    if (closed < size) {
        for (int32_t n = 1; n < NAME(fields); n++) {
            for (int32_t k = 0; k < out.count; k++) room[n * closed + k] = room[n * size + k];
        }
        out.size = closed;
    }
    NAME(fill)(&out);
    room += (size_t)NAME(fields) * (size_t)out.size;
    // Where most pieces stand for a part of the time only, the earlier places and the later ones.
    if (3 * throughoutCount < out.count && lastEpoch > firstEpoch && high - low > LANES) {
        const int32_t cut = NAME(byTime)(w, low, high, first + (last - first) / 2);
        NAME(node)(w, low, cut, &out, room);
        NAME(node)(w, cut, high, &out, room);
        return;
    }
    // Quarters of the run, in whole groups of eight.
    const int32_t quarter = ((high - low + 3) / 4 + LANES - 1) / LANES * LANES;
    for (int32_t at = low; at < high; at += quarter) {
        NAME(node)(w, at, high - at < quarter ? high : at + quarter, &out, room);
    }
}

static int32_t NAME(nearest)(
    const clocate_piece *pieces, const int32_t *standing, int32_t count, const double *longitudes, const double *latitudes, const int32_t *epochs,
    uint64_t *order, int32_t places, double *metres, clocate_hit *hits, void *scratch) {
    const size_t n = ((size_t)places + 2 * LANES) & ~(size_t)(LANES - 1);
    const int32_t size = (count + WIDE - 1) / WIDE * WIDE;
    double *at = scratch;
    work w = {
        .x = at, .y = at + n, .z = at + 2 * n, .sine = at + 3 * n, .across = at + 4 * n, .slope = at + 5 * n,
        .epoch = (int64_t *)(at + 6 * n), .order = order, .pieces = pieces, .metres = metres, .hits = hits, .places = places,
    };
    w.spare = at + 7 * n;
    w.near = (float *)(at + 8 * n);
    w.list = (int32_t *)(w.near + size);
    pack top = {(float *)(w.list + size), size, count};
    w.end = (float *)((char *)scratch + clocate_scratch_bytes(count, places));
    NAME(place)(&w, places, longitudes, latitudes, epochs);
    w.origin[0] = w.x[places / 2], w.origin[1] = w.y[places / 2], w.origin[2] = w.z[places / 2];
    for (int32_t k = 0; k < count; k++) {
        const clocate_piece *p = pieces + standing[k];
        for (int32_t m = 0; m < 3; m++) {
            top.field[m * size + k] = (float)(p->a[m] - w.origin[m]);
            top.field[(3 + m) * size + k] = (float)p->d[m];
        }
        top.field[6 * size + k] = (float)p->inv;
        top.field[7 * size + k] = (float)p->reach;
        NAME(whole) *whole = (NAME(whole) *)top.field;
        whole[NAME(PIECE) * size + k] = standing[k];
        whole[NAME(FROM) * size + k] = p->from;
        whole[NAME(TO) * size + k] = p->to;
    }
    NAME(fill)(&top);
    NAME(node)(&w, 0, places, &top, top.field + (size_t)NAME(fields) * (size_t)size);
    return w.far;
}

#undef real
#undef mask
#undef all
#undef load
#undef store
#undef choose
#undef least
#undef most
#undef root
#undef every
#undef pick
#undef wide
#undef bits
#undef work
#undef pack
#undef INLINE
#undef LANES
#undef WIDE
#undef LEAF_PIECES
