/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-address.h"
#include "galley-comment.h"
#include "galley-context-value.h"
#include "galley-entry.h"
#include "galley-site.h"

GalleyValue *galley_context_comment (GalleySite *site,
                                     const GalleyComment *comment,
                                     const GalleyComment *parent,
                                     const GalleyEntry *entry,
                                     const GalleyViewpoint *from);
GalleyList galley_context_threads (GalleySite *site,
                                   GPtrArray *comments,
                                   const GalleyEntry *entry,
                                   const GalleyViewpoint *from);
GalleyValue *galley_context_form (GalleySite *site, const GalleyEntry *entry);
