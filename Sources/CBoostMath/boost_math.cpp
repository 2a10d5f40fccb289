#include "boost_math.h"

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <exception>
#include <limits>

namespace {
template <typename F> double guarded(F f) {
    try {
        return f();
    } catch (const std::exception &) {
        return std::numeric_limits<double>::quiet_NaN();
    }
}
}  // namespace

extern "C" double holdfast_beta_quantile(double a, double b, double p) {
    return guarded([=] { return boost::math::ibeta_inv(a, b, p); });
}

extern "C" double holdfast_gamma_quantile(double a, double p) {
    return guarded([=] { return boost::math::gamma_p_inv(a, p); });
}

extern "C" double holdfast_binomial_cdf(double k, double n, double p) {
    return guarded([=] { return boost::math::cdf(boost::math::binomial_distribution<double>(n, p), k); });
}
