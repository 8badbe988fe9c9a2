/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-theme.h"

struct _GalleyTheme
{
  char *name;
  char *title;
  char *version;
  char *author;
  char *licence;
  GPtrArray *options;    /* of GalleyThemeOption */
  GHashTable *templates; /* "post" -> GalleyTemplate; partials as "_header" */
  GHashTable *partials;  /* "header" -> the same GalleyTemplate, not owned */
  GHashTable *assets;    /* "style.css" -> GBytes */
  GChecksum *checksum;   /* while it is being loaded */
  char *fingerprint;
};

void galley_theme_read_manifest (GalleyTheme *theme,
                                 const char *file_name,
                                 const char *json,
                                 gsize length,
                                 GString *mistakes);
gboolean galley_theme_read_folder (GalleyTheme *theme, GFile *folder, GError **error);
void galley_theme_add_mistake (GString *mistakes, const char *mistake);
gsize galley_theme_seek_json (const char *json, int option, const char *member);
void galley_theme_check_style (GalleyTheme *theme, const char *path, GString *mistakes);
