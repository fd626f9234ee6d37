#include "CKernels.h"
#include "Clones.h"
#include <math.h>

SEGUE_CLONES void segue_add_bias(
    float *restrict x, long ldx, long rows, long columns, const float *restrict bias, int rectify) {
    for (long r = 0; r < rows; r++) {
        float *row = x + r * ldx;
        if (rectify) {
            for (long c = 0; c < columns; c++) {
                float value = row[c] + bias[c];
                row[c] = value > 0 ? value : 0;
            }
        } else {
            for (long c = 0; c < columns; c++) row[c] += bias[c];
        }
    }
}

SEGUE_CLONES void segue_relu_gradient(
    float *restrict gradient, long ldg, const float *restrict output, long ldo, long rows, long columns) {
    for (long r = 0; r < rows; r++) {
        float *g = gradient + r * ldg;
        const float *o = output + r * ldo;
        for (long c = 0; c < columns; c++) g[c] = o[c] > 0 ? g[c] : 0;
    }
}

SEGUE_CLONES void segue_column_sums(const float *restrict x, long ldx, long rows, long columns, float *restrict out) {
    for (long c = 0; c < columns; c++) out[c] = 0;
    for (long r = 0; r < rows; r++) {
        const float *row = x + r * ldx;
        for (long c = 0; c < columns; c++) out[c] += row[c];
    }
}

SEGUE_CLONES void segue_product(
    const float *a, long lda, const float *b, long ldb, float *restrict out, long ldo, long rows, long columns) {
    for (long r = 0; r < rows; r++)
        for (long c = 0; c < columns; c++) out[r * ldo + c] = a[r * lda + c] * b[r * ldb + c];
}

SEGUE_CLONES void segue_add(float *restrict x, const float *restrict y, long n) {
    for (long i = 0; i < n; i++) x[i] += y[i];
}

double segue_bce(const float *logits, const float *targets, long n, float scale, float *gradient) {
    double loss = 0;
    for (long i = 0; i < n; i++) {
        float z = logits[i], e = expf(-fabsf(z));  // in (0, 1]: never overflows
        float sigmoid = z >= 0 ? 1 / (1 + e) : e / (1 + e);
        loss += (z > 0 ? z : 0) - z * targets[i] + log1pf(e);
        gradient[i] = (sigmoid - targets[i]) * scale;
    }
    return loss;
}
