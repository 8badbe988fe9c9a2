/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-draft.h"

/* Opens the post of the row that is chosen: the first at once, and while one goes on from row to
 * row none but the last. */
typedef struct _GalleyPostOpener GalleyPostOpener;

GalleyPostOpener *galley_post_opener_new (void);
void galley_post_opener_free (GalleyPostOpener *opener);
void galley_post_opener_set_draft (GalleyPostOpener *opener, GalleyDraft *draft);
void galley_post_opener_choose (GalleyPostOpener *opener, gint64 id);
void galley_post_opener_cancel (GalleyPostOpener *opener);
gboolean galley_post_opener_is_waiting (GalleyPostOpener *opener);
