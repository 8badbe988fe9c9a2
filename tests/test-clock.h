/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <time.h>

/* For tests that something does not take long: processor time of this process, so that a busy
 * machine does not fail them, and how much slower the sanitizers make it. */
#if defined(__SANITIZE_ADDRESS__)
#define TEST_SLOWNESS 20
#else
#define TEST_SLOWNESS 1
#endif

static inline double
test_clock_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}
