/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-media.h"

gboolean galley_media_learn (GalleyProject *project, GError **error);
