/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-model.h"

GPtrArray *galley_related_list (GalleyModel *model, const GalleyEntry *entry);
