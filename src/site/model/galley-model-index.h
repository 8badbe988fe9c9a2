/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-model.h"

void galley_model_index (GalleyModel *model);
void galley_model_clear_index (GalleyModel *model);
gboolean galley_model_is_same_place (const GalleyPost *one, const GalleyPost *other);

/* The steps of it, for a model that is read in part. */
void galley_model_begin_index (GalleyModel *model);
void galley_model_index_media (GalleyModel *model);
GalleySeriesEntry *galley_model_add_series (GalleyModel *model, GalleySeries *record);
GalleyTagEntry *galley_model_add_tag (GalleyModel *model, const char *name, const char *known);
void galley_model_place_entry (GalleyModel *model, GalleyEntry *entry);
