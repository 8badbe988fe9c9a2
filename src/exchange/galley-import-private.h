/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-import.h"
#include "galley-media-sniff.h"
#include "galley-post.h"

#define GALLEY_IMPORT_MAX_TEXT (16 * 1024 * 1024)
#define GALLEY_IMPORT_MAX_MEDIA (64 * 1024 * 1024)

/* Where an extract keeps the changes that are not published. */
#define GALLEY_EXTRACT_CHANGES "changes"

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

/* Where texts and pictures come from: a folder, one file, or what is built into the program. */
typedef struct
{
  char *root;          /* a folder, canonical, or a path in @resource */
  char *name;          /* its last part, the first part of where its posts come from */
  GResource *resource; /* (nullable) */
  GPtrArray *paths;    /* of char *: the texts, relative to @root, sorted */
} GalleySourceTree;

GalleySourceTree *
galley_source_tree_open (const char *source, GCancellable *cancellable, GError **error);
GalleySourceTree *galley_source_tree_open_resource (GResource *resource, const char *path);
void galley_source_tree_free (GalleySourceTree *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleySourceTree, galley_source_tree_free)
GBytes *galley_source_tree_load (GalleySourceTree *tree,
                                 const char *path,
                                 gsize limit,
                                 gint64 *modified,
                                 GError **error);
gboolean galley_source_tree_has (GalleySourceTree *tree, const char *path);
char *galley_source_path_resolve (const char *from, const char *link);
gboolean galley_source_is_markdown (const char *path);

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

GDateTime *galley_import_date (const char *text, GTimeZone *zone);

/* Told of a link of @text: gives what it shall be, or NULL to leave it. @alternative: the text
 * between the brackets. */
typedef char *(*GalleyLinkFunc) (const char *address,
                                 const char *alternative,
                                 guint line,
                                 gpointer user_data);
char *galley_links_rewrite (const char *text, GalleyLinkFunc function, gpointer user_data);

/* What was left standing of the shortcodes of a text. */
typedef struct
{
  guint n_left;
  guint first_line; /* in the text, from 1 */
  GString *names;   /* "img, note" */
} GalleyShortcodesLeft;
char *galley_shortcodes_convert (const char *text, GalleyShortcodesLeft *left);

gboolean galley_import_tree (GalleyImporter *importer, GalleySourceTree *tree, GError **error);
gboolean galley_import_comments (GalleyImporter *importer,
                                 const char *name,
                                 const char *text,
                                 gsize length,
                                 GError **error);
gboolean galley_import_comment_file (GalleyImporter *importer, const char *path, GError **error);
gboolean galley_import_site (GalleyImporter *importer, const char *text, GError **error);
gboolean galley_import_mail (GalleyImporter *importer, const char *source, GError **error);
