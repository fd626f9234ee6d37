#include "CKernels.h"
#include "Clones.h"
#include <math.h>

enum { LANES = 8 };
typedef float lanes __attribute__((vector_size(LANES * sizeof(float)), aligned(4)));

static inline __attribute__((always_inline)) float sum_of(const lanes *x) {
    return (((*x)[0] + (*x)[4]) + ((*x)[2] + (*x)[6])) + (((*x)[1] + (*x)[5]) + ((*x)[3] + (*x)[7]));
}

static inline __attribute__((always_inline)) float dot(const float *a, const float *b, long n) {
    lanes one = {0}, two = {0};
    long i = 0;
    for (; i + 2 * LANES <= n; i += 2 * LANES) {
        one += *(const lanes *)(a + i) * *(const lanes *)(b + i);
        two += *(const lanes *)(a + i + LANES) * *(const lanes *)(b + i + LANES);
    }
    float rest = 0;
    for (; i < n; i++) rest += a[i] * b[i];
    one += two;
    return sum_of(&one) + rest;
}

// Asks for a row early: rows lie far apart, where the processor's own guesses fail.
static inline __attribute__((always_inline)) void fetch(const float *row, long width) {
    for (long c = 0; c < width; c += 16) __builtin_prefetch(row + c);
}

enum { AHEAD = 6 };

// Four rows at a time, so that the sum is read and written once for four.
SEGUE_CLONES void segue_list_sums(
    const float *table, long ldt, long width, const int *ids, const float *weights, const int *offsets, long n,
    float *restrict out, long ldo) {
    long last = n > 0 ? offsets[n] : 0;
    for (long i = 0; i < n; i++) {
        float *restrict sum = out + i * ldo;
        long j = offsets[i], end = offsets[i + 1];
        for (long c = 0; c < width; c++) sum[c] = 0;
        for (; j + 4 <= end; j += 4) {
            const float *a = table + ids[j] * ldt, *b = table + ids[j + 1] * ldt;
            const float *d = table + ids[j + 2] * ldt, *e = table + ids[j + 3] * ldt;
            float p = weights ? weights[j] : 1, q = weights ? weights[j + 1] : 1;
            float r = weights ? weights[j + 2] : 1, s = weights ? weights[j + 3] : 1;
            if (j + AHEAD + 4 <= last)
                for (long k = 0; k < 4; k++) fetch(table + ids[j + AHEAD + k] * ldt, width);
            for (long c = 0; c < width; c++) sum[c] += (p * a[c] + q * b[c]) + (r * d[c] + s * e[c]);
        }
        for (; j < end; j++) {
            const float *a = table + ids[j] * ldt;
            float p = weights ? weights[j] : 1;
            for (long c = 0; c < width; c++) sum[c] += p * a[c];
        }
    }
}

SEGUE_CLONES void segue_attend(
    const float *table, long ldt, long width, const int *ids, const int *offsets, const int *own, long n,
    const float *source, const float *target, float slope, float *coefficients, float *slopes) {
    for (long i = 0; i < n; i++) {
        float base = dot(table + own[i] * ldt, target, width), most = -INFINITY, total = 0;
        for (long j = offsets[i]; j < offsets[i + 1]; j++) {
            float score = base + dot(table + ids[j] * ldt, source, width);
            slopes[j] = score > 0 ? 1 : slope;
            score *= slopes[j];
            most = score > most ? score : most;
            coefficients[j] = score + logf(coefficients[j]);
        }
        for (long j = offsets[i]; j < offsets[i + 1]; j++) total += coefficients[j] = expf(coefficients[j] - most);
        for (long j = offsets[i]; j < offsets[i + 1]; j++) coefficients[j] /= total;
    }
}

SEGUE_CLONES void segue_attend_gradient(
    const float *table, long ldt, long width, const int *ids, const int *offsets, long n, const float *gradient,
    long ldg, const float *coefficients, float *slopes, float *totals) {
    for (long i = 0; i < n; i++) {
        float mean = 0, sum = 0;
        for (long j = offsets[i]; j < offsets[i + 1]; j++)
            mean += coefficients[j] * dot(table + ids[j] * ldt, gradient + i * ldg, width);
        for (long j = offsets[i]; j < offsets[i + 1]; j++) {
            float change = dot(table + ids[j] * ldt, gradient + i * ldg, width) - mean;
            sum += slopes[j] *= coefficients[j] * change;
        }
        totals[i] = sum;
    }
}

SEGUE_CLONES void segue_rank(
    const float *share, long n, long width, const float *bias, const float *weights, const float *extras, long extra,
    const float *extra_weights, const float *skip, float offset, float *out) {
    for (long i = 0; i < n; i++) {
        const float *row = share + i * width, *x = extras + i * extra;
        lanes one = {0}, zero = {0};
        float rest = offset;
        long c = 0;
        for (; c + LANES <= width; c += LANES) {
            lanes h = *(const lanes *)(row + c) + *(const lanes *)(bias + c);
            for (long e = 0; e < extra; e++) h += x[e] * *(const lanes *)(extra_weights + e * width + c);
            h = __builtin_elementwise_max(h, zero);
            one += h * *(const lanes *)(weights + c);
        }
        for (; c < width; c++) {
            float h = row[c] + bias[c];
            for (long e = 0; e < extra; e++) h += x[e] * extra_weights[e * width + c];
            rest += (h > 0 ? h : 0) * weights[c];
        }
        for (long e = 0; e < extra; e++) rest += x[e] * skip[e];
        out[i] = sum_of(&one) + rest;
    }
}
