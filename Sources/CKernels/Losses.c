#include "CKernels.h"
#include <math.h>

double segue_pairwise(const float *logits, long n, float scale, float *gradient) {
    double loss = 0;
    gradient[0] = 0;
    for (long i = 1; i < n; i++) {
        float z = logits[i] - logits[0], e = expf(-fabsf(z));
        float slope = (z >= 0 ? 1 / (1 + e) : e / (1 + e)) * scale;
        loss += (z > 0 ? z : 0) + log1pf(e);
        gradient[i] = slope;
        gradient[0] -= slope;
    }
    return loss;
}

double segue_softmax(const float *logits, long n, float scale, float *gradient) {
    float most = logits[0], total = 0;
    for (long i = 1; i < n; i++) most = logits[i] > most ? logits[i] : most;
    for (long i = 0; i < n; i++) total += gradient[i] = expf(logits[i] - most);
    for (long i = 0; i < n; i++) gradient[i] *= scale / total;
    gradient[0] -= scale;
    return logf(total) + most - logits[0];
}
