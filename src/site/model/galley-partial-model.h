/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-model.h"

/* A model that is not read whole: the order of its posts is as the last export noted it, and each
 * post is read when somebody asks for it. It makes single files as the whole site would; what it
 * cannot do is list all. One thread only, the project's. */

GalleyModel *galley_partial_model_new (GalleyProject *project,
                                       const GalleySiteOptions *options,
                                       const char *folder,
                                       GError **error);
gboolean galley_partial_model_check (GalleyModel *model, GError **error);
GHashTable *galley_model_list_orders (GalleyModel *model);
