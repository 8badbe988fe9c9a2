/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

int galley_month_from_name (const char *name);
