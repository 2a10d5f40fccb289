/* What the C peers share: the points file, the list of daily maps, the clock, grouping by map, and work shared by threads. */
#ifndef BENCH_H
#define BENCH_H
#include <dirent.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

typedef struct { int64_t n; double *lon, *lat; int32_t *day; } Points;
typedef struct { char *path; int32_t day; } Map;

static inline double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + 1e-9 * t.tv_nsec;
}

static inline void stop(const char *what, const char *which) {
    fprintf(stderr, "%s: %s\n", which, what);
    exit(2);
}

static inline void *need(size_t bytes) {
    void *p = malloc(bytes ? bytes : 1);
    if (!p) stop("out of memory", "malloc");
    return p;
}

static inline Points read_points(const char *path) {
    FILE *f = fopen(path, "rb");
    char head[8];
    Points p;
    if (!f || fread(head, 1, 8, f) != 8 || memcmp(head, "HFPT", 4) || fread(&p.n, 8, 1, f) != 1) stop("no points file", path);
    p.lon = need(p.n * 8), p.lat = need(p.n * 8), p.day = need(p.n * 4);
    if (fread(p.lon, 8, p.n, f) != (size_t)p.n || fread(p.lat, 8, p.n, f) != (size_t)p.n ||
        fread(p.day, 4, p.n, f) != (size_t)p.n) stop("cut short", path);
    fclose(f);
    return p;
}

/* Days from 1970-01-01 (Howard Hinnant's days_from_civil). */
static inline int32_t civil_day(int y, int m, int d) {
    y -= m <= 2;
    int era = y / 400, yoe = y - era * 400, doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

static int by_day(const void *a, const void *b) { return ((const Map *)a)->day - ((const Map *)b)->day; }

static inline Map *list_maps(const char *folder, int *count) {
    DIR *d = opendir(folder);
    if (!d) stop("no such folder", folder);
    Map *maps = NULL;
    int n = 0;
    for (struct dirent *e; (e = readdir(d));) {
        char *dot = strstr(e->d_name, ".geojson"), *under = strrchr(e->d_name, '_');
        int date;
        if (!dot || !under || sscanf(under + 1, "%8d", &date) != 1) continue;
        maps = realloc(maps, (n + 1) * sizeof *maps);
        if (!maps) stop("out of memory", folder);
        if (asprintf(&maps[n].path, "%s/%s", folder, e->d_name) < 0) stop("out of memory", folder);
        maps[n++].day = civil_day(date / 10000, date / 100 % 100, date % 100);
    }
    closedir(d);
    if (!n) stop("no maps", folder);
    qsort(maps, n, sizeof *maps, by_day);
    *count = n;
    return maps;
}

/* The points of map k are order[from[k]..<from[k + 1]]; a day without a map belongs to the last one before. */
static inline int64_t *group(const Points *p, const Map *maps, int count, int64_t *from) {
    int32_t first = maps[0].day, last = maps[count - 1].day;
    int32_t *valid = need((last - first + 1) * sizeof *valid);
    for (int k = 0, d = first; d <= last; d++) {
        while (k + 1 < count && maps[k + 1].day <= d) k++;
        valid[d - first] = k;
    }
    memset(from, 0, (count + 2) * sizeof *from);
#define MAP_OF(i) (p->day[i] < first ? count : valid[(p->day[i] > last ? last : p->day[i]) - first])
    for (int64_t i = 0; i < p->n; i++) from[MAP_OF(i) + 1]++;
    for (int k = 0; k <= count; k++) from[k + 1] += from[k];
    int64_t *order = need(p->n * sizeof *order), *at = need((count + 1) * sizeof *at);
    memcpy(at, from, (count + 1) * sizeof *at);
    for (int64_t i = 0; i < p->n; i++) order[at[MAP_OF(i)]++] = i;
    free(valid), free(at);
    return order;
}

static inline char *read_file(const char *path) {
    FILE *f = fopen(path, "rb");
    if (!f) stop("cannot be opened", path);
    fseek(f, 0, SEEK_END);
    long size = ftell(f);
    rewind(f);
    char *text = need(size + 1);
    if (fread(text, 1, size, f) != (size_t)size) stop("cannot be read", path);
    text[size] = 0;
    fclose(f);
    return text;
}

/* Calls body(k, state of the thread) for all k in 0..<count; the next k goes to whichever thread is free. */
typedef struct { atomic_int next; int count; void (*body)(int, void *); void *(*begin)(void); void (*end)(void *); } Work;

static void *work_thread(void *arg) {
    Work *w = arg;
    void *state = w->begin();
    for (int k; (k = atomic_fetch_add(&w->next, 1)) < w->count;) w->body(k, state);
    w->end(state);
    return NULL;
}

static inline void share(int count, int threads, void (*body)(int, void *), void *(*begin)(void), void (*end)(void *)) {
    Work w = {.count = count, .body = body, .begin = begin, .end = end};
    pthread_t t[64];
    if (threads > 64) threads = 64;
    for (int i = 1; i < threads; i++) pthread_create(&t[i], NULL, work_thread, &w);
    work_thread(&w);
    for (int i = 1; i < threads; i++) pthread_join(t[i], NULL);
}

static inline void write_answers(const char *path, const int8_t *side, const double *metres, int64_t n) {
    if (!path) return;
    FILE *f = fopen(path, "wb");
    int32_t has = metres != NULL;
    if (!f) stop("cannot be written", path);
    fwrite("HFAN", 1, 4, f), fwrite(&has, 4, 1, f), fwrite(&n, 8, 1, f), fwrite(side, 1, n, f);
    if (metres) fwrite(metres, 8, n, f);
    fclose(f);
}

static inline void say(const char *peer, const char *version, const char *workload, int64_t n, int threads, double load,
                       double build, double seconds, const char *more) {
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    char line[256];
    long peak = 0;
    FILE *f = fopen("/proc/self/status", "r"); /* VmHWM: ru_maxrss may be a peak from before exec */
    while (f && fgets(line, sizeof line, f)) if (sscanf(line, "VmHWM: %ld", &peak) == 1) break;
    if (f) fclose(f);
    printf("{\"peer\": \"%s\", \"version\": \"%s\", \"workload\": \"%s\", \"n\": %lld, \"threads\": %d, \"seconds_load\": %.4f, "
           "\"seconds_build\": %.4f, \"seconds\": %.4f, \"throughput\": %.0f, \"rss_mb\": %ld, \"cpu_s\": %.2f%s%s}\n",
           peer, version, workload, (long long)n, threads, load, build, seconds, n / (build + seconds), peak / 1024,
           u.ru_utime.tv_sec + u.ru_stime.tv_sec + 1e-6 * (u.ru_utime.tv_usec + u.ru_stime.tv_usec), *more ? ", " : "", more);
}
#endif
