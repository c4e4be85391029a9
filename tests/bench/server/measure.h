// What processes use, and the middle of numbers.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <vector>

namespace porchlight::server::bench {

// Proportional set size, in MiB: shared pages count by their share. Throws where it cannot be read.
double pss_mib(pid_t pid);
// What all its threads have computed.
std::chrono::milliseconds cpu_time(pid_t pid);

// part: 0 to 1 of the sorted values; there is at least one.
double quantile(std::vector<double> values, double part);
inline double median(const std::vector<double>& values) { return quantile(values, 0.5); }

}  // namespace porchlight::server::bench
