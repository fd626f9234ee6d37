#include "CKernels.h"

long segue_index(
    const int *ids, long n, segue_mark *marks, int batch, int *rows, int *counts, long used, int *places) {
    for (long i = 0; i < n; i++) {
        segue_mark *mark = marks + ids[i];
        if (mark->batch != batch) {
            mark->batch = batch;
            mark->place = (int)used;
            rows[used] = ids[i];
            counts[used++] = 0;
        }
        places[i] = mark->place;
        counts[mark->place]++;
    }
    return used;
}

void segue_turn(
    const int *places, const int *offsets, long lists, long first, long last, int *next, int *readers, int *entries) {
    unsigned wanted = (unsigned)(last - first);
    for (long list = 0; list < lists; list++)
        for (long j = offsets[list]; j < offsets[list + 1]; j++) {
            if ((unsigned)places[j] - (unsigned)first >= wanted) continue;
            int to = next[places[j] - first]++;
            readers[to] = (int)list;
            entries[to] = (int)j;
        }
}

void segue_pick(const float *values, const int *ids, long n, float *out) {
    for (long i = 0; i < n; i++) out[i] = values[ids[i]];
}
