// The commands of whoever looks after a kiosk and its printer (operators/MANUAL.md), wired. Each gives its exit code;
// what went wrong has been said.
#pragma once

#include "bridge/options.h"

namespace porchlight::bridge {

int check_card(const Options& options);
int print_test_card(const Options& options);
int calibrate(const Options& options);
int preview(const Options& options);
int show_counters(const Options& options);

}  // namespace porchlight::bridge
