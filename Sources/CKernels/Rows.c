#include "CKernels.h"
#include "Clones.h"

SEGUE_CLONES void segue_gather(
    const float *restrict table, long width, const int *restrict ids, long n, float *restrict out, long ldo) {
    for (long i = 0; i < n; i++) {
        const float *row = table + (long)ids[i] * width;
        for (long c = 0; c < width; c++) out[i * ldo + c] = row[c];
    }
}

SEGUE_CLONES void segue_gather_sums(
    const float *restrict gradient, long ldg, long width, const int *restrict slots, long n, float *restrict sums) {
    int used = 0;
    for (long i = 0; i < n; i++) {
        if (slots[i] < 0) continue;
        const float *g = gradient + i * ldg;
        float *sum = sums + (long)slots[i] * width;
        if (slots[i] == used) {
            for (long c = 0; c < width; c++) sum[c] = g[c];
            used++;
        } else {
            for (long c = 0; c < width; c++) sum[c] += g[c];
        }
    }
}
