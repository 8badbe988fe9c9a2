/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-formats-error.h"
#include "galley-import.h"
#include "galley-lenient-date.h"
#include "galley-markdown-links.h"
#include "galley-media-sniff.h"
#include "galley-post.h"
#include "galley-shortcodes.h"
#include "galley-source-tree.h"

#define GALLEY_IMPORT_MAX_TEXT (16 * 1024 * 1024)
#define GALLEY_IMPORT_MAX_MEDIA (64 * 1024 * 1024)

/* What one import works with. */
typedef struct
{
  GalleyProject *project;
  const GalleyImportOptions *options;
  GalleyImportReport *report;
  GCancellable *cancellable;
  GTimeZone *zone;   /* the site's, for dates without an offset */
  GDateTime *now;    /* for what says when it was made nowhere */
  guint n_warnings;  /* also those that were too many to keep */
  guint n_malformed; /* files and comments that could not be read */
} GalleyImporter;

void galley_importer_warn (GalleyImporter *importer,
                           const char *file,
                           guint line,
                           const char *format,
                           ...) G_GNUC_PRINTF (4, 5);

/* What the front matter of one text says beyond the post itself. */
typedef struct
{
  gboolean publish, trash;
  char *series;    /* a title, or NULL */
  char *cover;     /* as it stands, or NULL */
  GStrv addresses; /* old ones, or NULL */
} GalleyPostFate;

GalleyPost *galley_post_from_text (GalleyImporter *importer,
                                   const char *path,
                                   const char *text,
                                   gint64 modified,
                                   GalleyPostFate *fate,
                                   guint *body_line,
                                   GError **error);
void galley_post_fate_clear (GalleyPostFate *fate);

gboolean galley_import_tree (GalleyImporter *importer, GalleySourceTree *tree, GError **error);
gboolean galley_import_comments (GalleyImporter *importer,
                                 const char *name,
                                 const char *text,
                                 gsize length,
                                 GError **error);
gboolean galley_import_comment_file (GalleyImporter *importer, const char *path, GError **error);
gboolean galley_import_site (GalleyImporter *importer, const char *text, GError **error);
gboolean galley_import_mail (GalleyImporter *importer, const char *source, GError **error);
