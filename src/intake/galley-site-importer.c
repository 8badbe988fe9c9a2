/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-site-importer.h"

#include "galley-published-comments.h"
#include "galley-series.h"
#include "galley-site-settings.h"
#include "galley-slug.h"

static void
take_text (char **field, const char *text)
{
  if (text == NULL)
    return;
  g_free (*field);
  *field = g_strdup (text);
}

static void
take_number (guint *field, const char *text, guint least)
{
  guint64 number;

  if (text != NULL && g_ascii_string_to_unsigned (text, 10, least, 1000, &number, NULL))
    *field = (guint) number;
}

static void
take_truth (gboolean *field, const char *text)
{
  if (text != NULL)
    *field = g_str_equal (text, "true");
}

/* A theme in a folder is a path on the machine of whoever made the file: only a built-in one is
 * taken. */
static void
take_theme (GalleySiteSettings *settings, GHashTable *given)
{
  const char *theme = g_hash_table_lookup (given, "theme");

  if (theme == NULL || !galley_slug_is_valid (theme))
    return;
  take_text (&settings->theme, theme);
  take_text (&settings->theme_options, g_hash_table_lookup (given, "theme_options"));
}

static void
take_comment_form (GalleySiteSettings *settings, GHashTable *given)
{
  const char *form = g_hash_table_lookup (given, "comment_form");

  if (form == NULL)
    return;
  settings->comment_form = g_str_equal (form, "post")   ? GALLEY_COMMENT_FORM_POST
                           : g_str_equal (form, "mail") ? GALLEY_COMMENT_FORM_MAIL
                                                        : GALLEY_COMMENT_FORM_NONE;
  take_text (&settings->comment_form_address, g_hash_table_lookup (given, "comment_form_address"));
}

static void
take_all_else (GalleySiteSettings *settings, GHashTable *given)
{
  take_number (&settings->posts_per_page, g_hash_table_lookup (given, "posts_per_page"), 1);
  take_number (&settings->latest_stories, g_hash_table_lookup (given, "latest_stories"), 0);
  take_truth (&settings->allow_raw_html, g_hash_table_lookup (given, "allow_raw_html"));
  take_truth (&settings->show_comment_urls, g_hash_table_lookup (given, "show_comment_urls"));
  take_theme (settings, given);
  take_comment_form (settings, given);
}

/* A project that has a title is a site of its own already. */
static gboolean
take_settings (GalleyImportContext *context, GHashTable *given, GError **error)
{
  g_autoptr (GalleySiteSettings) settings = galley_project_load_settings (context->project, error);

  if (settings == NULL)
    return FALSE;
  if (*settings->title != '\0' || g_hash_table_size (given) == 0)
    return TRUE;
  take_text (&settings->title, g_hash_table_lookup (given, "title"));
  take_text (&settings->tagline, g_hash_table_lookup (given, "tagline"));
  take_text (&settings->url, g_hash_table_lookup (given, "url"));
  take_text (&settings->language, g_hash_table_lookup (given, "language"));
  take_text (&settings->zone, g_hash_table_lookup (given, "zone"));
  take_text (&settings->author, g_hash_table_lookup (given, "author"));
  take_text (&settings->permalink, g_hash_table_lookup (given, "permalink"));
  if (context->restores)
    take_all_else (settings, given);
  return galley_project_save_settings (context->project, settings, error);
}

/* A series that has links or a description of its own keeps them. */
static gboolean
take_series (GalleyImportContext *context, const GalleySeriesRecord *record, GError **error)
{
  g_autoptr (GalleySeries) series = NULL;
  gint64 id = galley_project_ensure_series (context->project, record->title, error);

  series = id != 0 ? galley_project_load_series (context->project, id, error) : NULL;
  if (series == NULL)
    return FALSE;
  if (series->links->len > 0 || *series->description != '\0')
    return TRUE;
  take_text (&series->description, record->description);
  if (context->restores && record->slug != NULL && galley_slug_is_valid (record->slug))
    take_text (&series->slug, record->slug);
  for (guint i = 0; i < record->links->len; i++)
    {
      const GalleyRecordLink *link = g_ptr_array_index (record->links, i);

      g_ptr_array_add (series->links, galley_link_new (link->title, link->address));
    }
  return galley_project_save_series (context->project, series, error);
}

/**
 * galley_site_importer_take:
 * @context: the import
 * @site: what a source says of its site
 * @error: GALLEY_STORE_ERROR
 *
 * Takes in the series of a site, and its settings where the project has no title yet.
 */
gboolean
galley_site_importer_take (GalleyImportContext *context,
                           const GalleySiteRecord *site,
                           GError **error)
{
  if (!take_settings (context, site->settings, error))
    return FALSE;
  if (context->restores && site->identity != NULL && *site->identity != '\0' &&
      !galley_project_save_identity (context->project, site->identity, error))
    return FALSE;
  for (guint i = 0; i < site->series->len; i++)
    if (!take_series (context, g_ptr_array_index (site->series, i), error))
      return FALSE;
  return TRUE;
}
