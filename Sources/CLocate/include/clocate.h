// The inner loops of LineHistoryIndex: nearest pieces of dated lines for many places at once.
//
// Written in C because only C can be compiled for several instruction sets in one program; which is used is chosen at run time.
// All of them give the same bits: no fused multiply-add, no reassociation.
#ifndef CLOCATE_H
#define CLOCATE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// A stretch of an edge that stands from one epoch to another: the parabola a + t·d + t(1 − t)·c in earth-centred metres.
typedef struct {
    double a[3], inv;    // start; 1/|d|²
    double d[3], reach;  // to the end; how far the true curve may be from the chord
    double c[3];         // bow
    int32_t from, to;    // epochs, `to` not included
    int32_t spare[6];
} clocate_piece;

typedef struct {
    int32_t piece;  // the nearest, −1 where none stands
    float t;        // where on it, 0 to 1
} clocate_hit;

// Instruction sets, by what vectors they have.
enum { CLOCATE_BASE = 0, CLOCATE_AVX2 = 1, CLOCATE_AVX512 = 2 };

// The best that this processor has.
int32_t clocate_best_instructions(void);

// Bytes of scratch memory that clocate_nearest needs.
size_t clocate_scratch_bytes(int32_t pieces, int32_t places);

// The distances of `places` places to the pieces that stand in their epochs.
//
// standing: which `count` of the pieces come into question.
// order: the low 32 bits are an index into the columns; places that follow each other should lie near each other.
//        Comes back in another order.
// metres[index]: the geodesic distance; infinite where nothing stands; −1 where it is beyond 2,000 km and left to the caller.
// hits[index]: the nearest piece; may be null.
// Returns how many were left to the caller.
int32_t clocate_nearest(
    int32_t instructions, const clocate_piece *pieces, const int32_t *standing, int32_t count, const double *longitudes, const double *latitudes,
    const int32_t *epochs, uint64_t *order, int32_t places, double *metres, clocate_hit *hits,
    void *scratch);

#ifdef __cplusplus
}
#endif
#endif
