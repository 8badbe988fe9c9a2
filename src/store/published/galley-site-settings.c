/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-site-settings.h"

#include <string.h>

#include "galley-former-path.h"
#include "galley-permalink.h"
#include "galley-project-private.h"

typedef enum
{
  TEXT,
  NUMBER,
  FORM,
  YES_NO,
} SettingType;

/* One row of the table "setting" for each. A setting that the file does not hold has its default,
 * so that a new one needs no new version of the file. */
static const struct
{
  const char *key;
  SettingType type;
  gsize offset;
  const char *initial;
} SETTINGS[] = {
  { "title", TEXT, G_STRUCT_OFFSET (GalleySiteSettings, title), "" },
  { "tagline", TEXT, G_STRUCT_OFFSET (GalleySiteSettings, tagline), "" },
  { "url", TEXT, G_STRUCT_OFFSET (GalleySiteSettings, url), "" },
  { "language", TEXT, G_STRUCT_OFFSET (GalleySiteSettings, language), "en" },
  { "zone", TEXT, G_STRUCT_OFFSET (GalleySiteSettings, zone), "UTC" },
  { "author", TEXT, G_STRUCT_OFFSET (GalleySiteSettings, author), "" },
  { "theme", TEXT, G_STRUCT_OFFSET (GalleySiteSettings, theme), "dispatch" },
  { "theme-options", TEXT, G_STRUCT_OFFSET (GalleySiteSettings, theme_options), "{}" },
  { "permalink", TEXT, G_STRUCT_OFFSET (GalleySiteSettings, permalink), GALLEY_PERMALINK_DEFAULT },
  { "posts-per-page", NUMBER, G_STRUCT_OFFSET (GalleySiteSettings, posts_per_page), "10" },
  { "latest-stories", NUMBER, G_STRUCT_OFFSET (GalleySiteSettings, latest_stories), "5" },
  { "comment-form", FORM, G_STRUCT_OFFSET (GalleySiteSettings, comment_form), "none" },
  { "comment-form-address", TEXT, G_STRUCT_OFFSET (GalleySiteSettings, comment_form_address), "" },
  { "allow-raw-html", YES_NO, G_STRUCT_OFFSET (GalleySiteSettings, allow_raw_html), "yes" },
  { "show-comment-urls", YES_NO, G_STRUCT_OFFSET (GalleySiteSettings, show_comment_urls), "no" },
};

static const char *const FORM_NAMES[] = { "none", "post", "mail" };

/* More than this on one page, or in one panel, is a damaged file. */
#define MAX_NUMBER 10000
/* Nor is a setting longer, in bytes, or a pattern of addresses: one that is has its default. */
#define MAX_TEXT 65536
#define MAX_PATTERN 500

static GalleyCommentForm
form_from_name (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (FORM_NAMES); i++)
    if (g_str_equal (name, FORM_NAMES[i]))
      return (GalleyCommentForm) i;
  return GALLEY_COMMENT_FORM_NONE;
}

static void
set_one (GalleySiteSettings *settings, gsize index, const char *value)
{
  gpointer field = G_STRUCT_MEMBER_P (settings, SETTINGS[index].offset);

  switch (SETTINGS[index].type)
    {
    case TEXT:
      g_free (*(char **) field);
      *(char **) field = g_strdup (value);
      break;
    case NUMBER:
      *(guint *) field = (guint) CLAMP (g_ascii_strtoll (value, NULL, 10), 0, MAX_NUMBER);
      break;
    case FORM:
      *(GalleyCommentForm *) field = form_from_name (value);
      break;
    case YES_NO:
      *(gboolean *) field = g_str_equal (value, "yes");
      break;
    default:
      g_assert_not_reached ();
    }
}

static char *
get_one (const GalleySiteSettings *settings, gsize index)
{
  gconstpointer field = (const char *) settings + SETTINGS[index].offset;
  const char *text;

  switch (SETTINGS[index].type)
    {
    case TEXT:
      memcpy (&text, field, sizeof text);
      return g_strdup (text != NULL ? text : "");
    case NUMBER:
      return g_strdup_printf ("%u", *(const guint *) field);
    case FORM:
      return g_strdup (FORM_NAMES[MIN (*(const guint *) field, G_N_ELEMENTS (FORM_NAMES) - 1)]);
    case YES_NO:
      return g_strdup (*(const gboolean *) field ? "yes" : "no");
    default:
      g_assert_not_reached ();
    }
}

/**
 * galley_project_load_settings:
 * @project: a project
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): the site's settings
 */
GalleySiteSettings *
galley_project_load_settings (GalleyProject *project, GError **error)
{
  g_autoptr (GalleySiteSettings) settings = g_new0 (GalleySiteSettings, 1);
  g_autoptr (GalleyStatement) row =
      galley_statement_new (project, "SELECT key, value FROM setting", error);
  GalleyStep step;

  if (row == NULL)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (SETTINGS); i++)
    set_one (settings, i, SETTINGS[i].initial);
  while ((step = galley_statement_step (row, error)) == GALLEY_STEP_ROW)
    {
      g_autofree char *key = galley_statement_text (row, 0);
      g_autofree char *value = galley_statement_text (row, 1);

      for (gsize i = 0; i < G_N_ELEMENTS (SETTINGS); i++)
        if (g_str_equal (key, SETTINGS[i].key) && strlen (value) <= MAX_TEXT &&
            (SETTINGS[i].offset != G_STRUCT_OFFSET (GalleySiteSettings, permalink) ||
             strlen (value) <= MAX_PATTERN))
          set_one (settings, i, value);
    }
  return step == GALLEY_STEP_DONE ? g_steal_pointer (&settings) : NULL;
}

/* Another pattern moves pages: their old addresses are kept, and those that were kept by a slug and
 * a date no longer follow the pattern. */
static gboolean
keep_addresses (GalleyProject *project, const char *pattern, GError **error)
{
  return galley_former_path_keep_all (project, pattern != NULL ? pattern : "", 0, NULL, error);
}

/**
 * galley_project_save_settings:
 * @project: an open project
 * @settings: all of them
 * @error: of GALLEY_STORE_ERROR
 *
 * Returns: FALSE on error, and then none was saved
 */
gboolean
galley_project_save_settings (GalleyProject *project,
                              const GalleySiteSettings *settings,
                              GError **error)
{
  if (!galley_project_begin (project, error))
    return FALSE;
  if (!keep_addresses (project, settings->permalink, error))
    {
      galley_project_roll_back (project);
      g_prefix_error (error, "saving the settings: ");
      return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (SETTINGS); i++)
    {
      g_autofree char *value = get_one (settings, i);

      if (!galley_sql_run (project, error,
                           "INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", "tt",
                           SETTINGS[i].key, value))
        {
          galley_project_roll_back (project);
          g_prefix_error (error, "saving the settings: ");
          return FALSE;
        }
    }
  return galley_project_commit (project, error);
}

void
galley_site_settings_free (GalleySiteSettings *settings)
{
  if (settings == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (SETTINGS); i++)
    if (SETTINGS[i].type == TEXT)
      g_free (*(char **) G_STRUCT_MEMBER_P (settings, SETTINGS[i].offset));
  g_free (settings);
}
