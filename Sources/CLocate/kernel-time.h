// Part of kernel.h: the places of a node parted by time.

// Moves one column's places up to an epoch before the others, in the order in which they stand.
INLINE void NAME(part)(double *column, const int64_t *epoch, double *spare, int32_t low, int32_t high, int64_t middle) {
    int32_t at = low, later = 0;
    for (int32_t i = low; i < high; i++) {
        const double x = column[i];
        column[at] = x;
        spare[later] = x;
        const int32_t early = epoch[i] <= middle;
        at += early;
        later += 1 - early;
    }
    __builtin_memcpy(column + at, spare, (size_t)later * sizeof *spare);
}

// Where the places later than an epoch begin, once they stand behind the others.
static int32_t NAME(byTime)(work *w, int32_t low, int32_t high, int64_t middle) {
    double *columns[] = {w->x, w->y, w->z, w->sine, w->across, w->slope};
    for (int32_t k = 0; k < 6; k++) NAME(part)(columns[k], w->epoch, w->spare, low, high, middle);
    int64_t *spare = (int64_t *)w->spare;
    int32_t at = low, later = 0;
    for (int32_t i = low; i < high; i++) {
        const uint64_t x = w->order[i];
        w->order[at] = x;
        spare[later] = (int64_t)x;
        const int32_t early = w->epoch[i] <= middle;
        at += early;
        later += 1 - early;
    }
    __builtin_memcpy(w->order + at, spare, (size_t)later * sizeof *spare);
    at = low, later = 0;
    for (int32_t i = low; i < high; i++) {
        const int64_t x = w->epoch[i];
        w->epoch[at] = x;
        spare[later] = x;
        const int32_t early = x <= middle;
        at += early;
        later += 1 - early;
    }
    __builtin_memcpy(w->epoch + at, spare, (size_t)later * sizeof *spare);
    return at;
}

