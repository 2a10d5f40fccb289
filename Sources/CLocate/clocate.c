#include "clocate.h"

#include <math.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#pragma STDC FP_CONTRACT OFF
// Functions that take vectors are all inlined, so how vectors are passed does not matter.
#pragma clang diagnostic ignored "-Wpsabi"

// WGS84.
#define EARTH_A 6378137.0
#define FLATTENING (1.0 / 298.257223563)
#define E2 (FLATTENING * (2.0 - FLATTENING))

#define NAME(x) x##_base
#include "kernel.h"
#undef NAME

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#define NAME(x) x##_avx2
#include "kernel.h"
#undef NAME
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("avx2,avx512f,avx512dq,avx512vl,avx512bw"))), apply_to = function)
#define NAME(x) x##_avx512
// The lanes of `from` whose bit is set, close together at `to`; up to 16 numbers behind them are overwritten.
#define COMPRESS(to, from, flags) \
    _mm512_storeu_ps((to), _mm512_maskz_compress_ps((__mmask16)(flags), _mm512_loadu_ps((from))))
#include "kernel.h"
#undef COMPRESS
#undef NAME
#pragma clang attribute pop
#endif

int32_t clocate_best_instructions(void) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512bw"))
        return CLOCATE_AVX512;
    if (__builtin_cpu_supports("avx2")) return CLOCATE_AVX2;
#endif
    return CLOCATE_BASE;
}

size_t clocate_scratch_bytes(int32_t pieces, int32_t places) {
    const size_t n = (size_t)places + 16;
    const size_t m = (size_t)pieces + 16;
    // Each level packs its pieces, 11 numbers each, and usually far fewer than the level above. Where the room does not
    // suffice, a node is not split further.
    return n * 8 * sizeof(double) + m * (sizeof(float) + sizeof(int32_t)) + 8 * 11 * m * sizeof(float) + 128;
}

int32_t clocate_nearest(
    int32_t instructions, const clocate_piece *pieces, const int32_t *standing, int32_t count, const double *longitudes, const double *latitudes,
    const int32_t *epochs, uint64_t *order, int32_t places, double *metres, clocate_hit *hits,
    void *scratch) {
    if (places <= 0) return 0;
    if (count <= 0) {
        for (int32_t i = 0; i < places; i++) {
            metres[(uint32_t)order[i]] = INFINITY;
            if (hits) hits[(uint32_t)order[i]] = (clocate_hit){-1, 0};
        }
        return 0;
    }
#if defined(__x86_64__)
    if (instructions >= CLOCATE_AVX512) {
        return nearest_avx512(pieces, standing, count, longitudes, latitudes, epochs, order, places, metres, hits, scratch);
    }
    if (instructions == CLOCATE_AVX2) {
        return nearest_avx2(pieces, standing, count, longitudes, latitudes, epochs, order, places, metres, hits, scratch);
    }
#endif
    return nearest_base(pieces, standing, count, longitudes, latitudes, epochs, order, places, metres, hits, scratch);
}
