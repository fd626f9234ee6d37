#include <math.h>

#include "CKernels.h"
#include "Clones.h"

// log(1 + exp(-x)), whatever the size of x.
static double softplus_of_minus(double x) {
    return x > 0 ? log1p(exp(-x)) : log1p(exp(x)) - x;
}

// a · (b - c) in eight sums side by side, which a compiler that keeps the order of additions can do at once.
static inline __attribute__((always_inline)) float product_with_difference(
    const float *a, const float *b, const float *c, long n) {
    float sums[8] = {0};
    long whole = n - n % 8;
    for (long k = 0; k < whole; k += 8) {
        for (int lane = 0; lane < 8; lane++) sums[lane] += a[k + lane] * (b[k + lane] - c[k + lane]);
    }
    float rest = 0;
    for (long k = whole; k < n; k++) rest += a[k] * (b[k] - c[k]);
    return rest + ((sums[0] + sums[4]) + (sums[1] + sums[5])) + ((sums[2] + sums[6]) + (sums[3] + sums[7]));
}

SEGUE_CLONES double segue_bpr_sgd(
    float *restrict p, float *restrict q, long width, const int *users, const int *liked, const int *others, long n,
    float rate, float regularization, int frozen) {
    double loss = 0;
    for (long s = 0; s < n; s++) {
        float *restrict pu = p + (long)users[s] * (width + 1);
        float *restrict qi = q + (long)liked[s] * (width + 1), *restrict qj = q + (long)others[s] * (width + 1);
        float x = product_with_difference(pu, qi, qj, width + 1);
        loss += softplus_of_minus(x);
        float z = 1 / (1 + expf(x)), kept = 1 - rate * regularization;
        if (frozen) {
            for (long c = 0; c < width; c++) pu[c] = kept * pu[c] + rate * z * (qi[c] - qj[c]);
            continue;
        }
        for (long c = 0; c < width; c++) {
            float own = pu[c], difference = qi[c] - qj[c];
            pu[c] = kept * own + rate * z * difference;
            qi[c] = kept * qi[c] + rate * z * own;
            qj[c] = kept * qj[c] - rate * z * own;
        }
        qi[width] = kept * qi[width] + rate * z;
        qj[width] = kept * qj[width] - rate * z;
    }
    return loss;
}

SEGUE_CLONES double segue_bpr_gradient(
    const float *restrict z, long width, const int *users, const int *liked, const int *others, long n, float scale,
    float weight, float *restrict gradient) {
    double loss = 0;
    for (long s = 0; s < n; s++) {
        const float *u = z + (long)users[s] * width, *i = z + (long)liked[s] * width, *j = z + (long)others[s] * width;
        float *gu = gradient + (long)users[s] * width;
        float *gi = gradient + (long)liked[s] * width, *gj = gradient + (long)others[s] * width;
        float x = scale * product_with_difference(u, i, j, width);
        loss += softplus_of_minus(x);
        float g = -weight * scale / (1 + expf(x));
        for (long c = 0; c < width; c++) {
            gu[c] += g * (i[c] - j[c]);
            gi[c] += g * u[c];
            gj[c] -= g * u[c];
        }
    }
    return loss;
}

SEGUE_CLONES void segue_row_products(
    const float *restrict p, const float *restrict q, long width, const int *users, const int *songs, long n,
    float *restrict out) {
    for (long s = 0; s < n; s++) {
        const float *a = p + (long)users[s] * width, *b = q + (long)songs[s] * width;
        float sum = 0;
        for (long c = 0; c < width; c++) sum += a[c] * b[c];
        out[s] = sum;
    }
}

SEGUE_CLONES void segue_add_rows(
    float *restrict gradient, const float *restrict table, long width, const int *ids, long n, float factor) {
    for (long s = 0; s < n; s++) {
        const float *row = table + (long)ids[s] * width;
        float *sum = gradient + (long)ids[s] * width;
        for (long c = 0; c < width; c++) sum[c] += factor * row[c];
    }
}

SEGUE_CLONES void segue_sparse_product(
    const int *restrict offsets, const int *restrict columns, const float *restrict values, const float *restrict x,
    const float *restrict base, float *restrict out, long width, long first, long last) {
    for (long r = first; r < last; r++) {
        float *sum = out + r * width;
        for (long c = 0; c < width; c++) sum[c] = base[r * width + c];
        for (int k = offsets[r]; k < offsets[r + 1]; k++) {
            const float *row = x + (long)columns[k] * width;
            for (long c = 0; c < width; c++) sum[c] += values[k] * row[c];
        }
    }
}
