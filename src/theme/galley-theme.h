/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-template.h"

/* A theme: theme.json, templates/NAME.mustache, and assets/ that are copied as they are. Immutable
 * once loaded: several threads may use one at once. */
typedef struct _GalleyTheme GalleyTheme;

typedef enum
{
  GALLEY_OPTION_BOOLEAN, /* "true" or "false" */
  GALLEY_OPTION_COLOR,   /* "#rrggbb" */
  GALLEY_OPTION_CHOICE,
  GALLEY_OPTION_TEXT,
} GalleyThemeOptionType;

typedef struct
{
  char *name;
  char *label;
  GalleyThemeOptionType type;
  char *fallback; /* what holds where the site sets nothing */
  char *against;  /* of a colour: what it stands on, "#rrggbb", or NULL */
  GStrv choices;
  GStrv choice_labels; /* as many as @choices */
} GalleyThemeOption;

gboolean galley_theme_option_accepts (const GalleyThemeOption *option, const char *value);

/* What a site chose, as text: names of options and their values. */
GHashTable *galley_theme_choices_parse (const char *json);
char *galley_theme_choices_to_json (GHashTable *choices);

/* @name: a built-in theme's name, or the path of a folder. */
GalleyTheme *galley_theme_load (const char *name, GError **error);
void galley_theme_free (GalleyTheme *theme);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyTheme, galley_theme_free)

const char *galley_theme_get_name (GalleyTheme *theme);
const char *galley_theme_get_title (GalleyTheme *theme);
const char *galley_theme_get_version (GalleyTheme *theme);
const char *galley_theme_get_author (GalleyTheme *theme);
/* (transfer none), of GalleyThemeOption */
GPtrArray *galley_theme_get_options (GalleyTheme *theme);
/* Renders templates/@page.mustache with @context; partials are templates/_NAME.mustache. */
gboolean galley_theme_render (GalleyTheme *theme,
                              const char *page,
                              GalleyValue *context,
                              GString *out,
                              GError **error);
gboolean galley_theme_has_page (GalleyTheme *theme, const char *page);
/* Whether any of its templates asks for something of that name. */
gboolean galley_theme_names (GalleyTheme *theme, const char *key);
/* Assets: relative paths ("style.css") and their content. */
GStrv galley_theme_list_assets (GalleyTheme *theme);
GBytes *galley_theme_get_asset (GalleyTheme *theme, const char *path);
/* Of everything in the theme, so that an export knows when it changed. (transfer none) */
const char *galley_theme_get_fingerprint (GalleyTheme *theme);
GStrv galley_theme_list_built_in (void);
