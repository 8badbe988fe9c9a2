/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-commands.h"

/* What people are told of commands. */
char *galley_command_text (const GalleyCommandReport *report);
