/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-site-settings.h"

/* The settings of a site one by one, as people and scripts name them, with the checks that both the
 * window and galleyctl make. */
const char *const *galley_setting_list (void);
char *galley_setting_get (const GalleySiteSettings *settings, const char *key, GError **error);
gboolean galley_setting_set (GalleySiteSettings *settings,
                             const char *key,
                             const char *value,
                             GError **error);
char *galley_setting_find_fault (const char *key, const char *value);
