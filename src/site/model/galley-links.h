/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-address.h"
#include "galley-model.h"

char *galley_link_resolve (GalleyModel *model, const char *address, const GalleyViewpoint *from);
char *galley_resolve_address (GalleyModel *model, const char *address, const GalleyViewpoint *from);
