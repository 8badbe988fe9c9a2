/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What libFuzzer, or the driver that replays a corpus, calls for each input. */
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);
