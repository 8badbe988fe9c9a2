/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-record.h"

char *galley_markdown_write (const GalleyPostRecord *post);
