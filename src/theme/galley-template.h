/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-value.h"

#define GALLEY_THEME_ERROR (galley_theme_error_quark ())
GQuark galley_theme_error_quark (void);

typedef enum
{
  GALLEY_THEME_ERROR_FAILED,
  GALLEY_THEME_ERROR_NOT_FOUND,
  GALLEY_THEME_ERROR_SYNTAX, /* the message names file and line */
  GALLEY_THEME_ERROR_UNSAFE_PATH,
  GALLEY_THEME_ERROR_TOO_LARGE,
} GalleyThemeError;

/* A Mustache template (the specification's required modules), compiled. Immutable: several threads
 * may render one at once. */
typedef struct _GalleyTemplate GalleyTemplate;

/* Gives the partial of that name, or NULL: it renders as nothing. */
typedef const GalleyTemplate *(*GalleyPartialFunc) (const char *name, gpointer user_data);

GalleyTemplate *galley_template_new (const char *source, const char *file_name, GError **error);
void galley_template_free (GalleyTemplate *tmpl);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyTemplate, galley_template_free)

/* Appends the filled template. {{name}} is escaped as HTML, {{{name}}} and {{&name}} are not. */
gboolean galley_template_render (const GalleyTemplate *tmpl,
                                 GalleyValue *context,
                                 GalleyPartialFunc partial,
                                 gpointer user_data,
                                 GString *out,
                                 GError **error);

/* Calls @each for every partial that the template names: where in its source. */
typedef void (*GalleyPartialUseFunc) (const char *name,
                                      const char *source,
                                      gsize position,
                                      gpointer user_data);
void galley_template_list_partials (const GalleyTemplate *tmpl,
                                    GalleyPartialUseFunc each,
                                    gpointer user_data);
gboolean galley_template_names (const GalleyTemplate *tmpl, const char *key);
