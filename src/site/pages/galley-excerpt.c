/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-excerpt.h"

#include "galley-index.h"
#include "galley-materials.h"
#include "galley-post-text.h"
#include "galley-site-private.h"

#include "galley-text.h"

#include <string.h>

#define EXCERPT_CHARACTERS 280

/* Decodes one of the entities that our own writers make, at @p; gives how long it is. */
static gsize
decode_entity (const char *p, GString *out)
{
  static const struct
  {
    const char *entity;
    const char *text;
  } entities[] = {
    { "&amp;", "&" }, { "&lt;", "<" },   { "&gt;", ">" },          { "&quot;", "\"" },
    { "&#39;", "'" }, { "&#x27;", "'" }, { "&nbsp;", "\xc2\xa0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
    if (g_str_has_prefix (p, entities[i].entity))
      {
        g_string_append (out, entities[i].text);
        return strlen (entities[i].entity);
      }
  g_string_append_c (out, '&');
  return 1;
}

/* Whether the tag at @p ends a line of text: then words on both sides of it must not join. */
static gboolean
tag_breaks (const char *p)
{
  static const char *const flowing[] = { "a",   "em",   "strong", "code", "del", "span",
                                         "i",   "b",    "abbr",   "cite", "sub", "sup",
                                         "kbd", "mark", "small",  "q" };
  const char *name = p[1] == '/' ? p + 2 : p + 1;
  gsize n = 0;

  while (g_ascii_isalnum (name[n]))
    n++;
  for (gsize i = 0; i < G_N_ELEMENTS (flowing); i++)
    if (strlen (flowing[i]) == n && strncmp (name, flowing[i], n) == 0)
      return FALSE;
  return TRUE;
}

/* The text of HTML that our own writers made: quoted attributes hold no ">". */
static char *
strip_tags (const char *html)
{
  g_autoptr (GString) out = g_string_sized_new (strlen (html));

  for (const char *p = html; *p != '\0';)
    {
      const char *end = *p == '<' ? strchr (p, '>') : NULL;

      if (end != NULL)
        {
          if (tag_breaks (p))
            g_string_append_c (out, ' ');
          p = end + 1;
        }
      else if (*p == '&')
        p += decode_entity (p, out);
      else
        g_string_append_c (out, *p++);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * galley_excerpt_make:
 * @post: a post
 * @document: its text
 *
 * Returns: (transfer full): what lists say of the post, as plain text: its own excerpt, else what
 *   stands before the mark in its text, else its first paragraph, shortened; "" for none
 */
char *
galley_excerpt_make (const GalleyPost *post, GalleyDocument *document)
{
  g_autofree char *html = NULL;
  g_autofree char *plain = NULL;
  gboolean chosen;

  if (post->excerpt != NULL && *post->excerpt != '\0')
    {
      GalleyMarkdownOptions options = { .profile = GALLEY_PROFILE_POST, .no_raw_html = TRUE };

      html = galley_markdown_to_html (post->excerpt, -1, &options);
      chosen = TRUE;
    }
  else
    {
      html = galley_document_get_excerpt_html (document);
      chosen = galley_document_excerpt_is_marked (document);
    }
  plain = strip_tags (html != NULL ? html : "");
  return galley_text_shorten (plain, chosen ? 4 * EXCERPT_CHARACTERS : EXCERPT_CHARACTERS);
}

/**
 * galley_entry_need_excerpt:
 * @site: a site
 * @entry: a post of it
 * @error: GALLEY_STORE_ERROR
 *
 * Makes the excerpt of @entry where it is not known yet. Runs on the project's thread.
 */
gboolean
galley_entry_need_excerpt (GalleySite *site, GalleyEntry *entry, GError **error)
{
  GalleyViewpoint from = { "", FALSE };
  g_autoptr (GalleyDocument) document = NULL;
  g_autofree char *body = NULL;

  if (entry->excerpt != NULL)
    return TRUE;
  if (entry->post->excerpt == NULL || *entry->post->excerpt == '\0')
    {
      body = galley_entry_load_body (site, entry, error);
      if (body == NULL)
        return FALSE;
      document = galley_render_body (site, body, &from);
    }
  entry->excerpt = galley_excerpt_make (entry->post, document);
  return TRUE;
}

/**
 * galley_post_get_update:
 * @post: a post
 *
 * Returns: (transfer none) (nullable): when it was changed after it was out; %NULL for never. What
 *   happens within a day of its date, or of its coming into the project, is part of writing it
 */
GDateTime *
galley_post_get_update (const GalleyPost *post)
{
  gint64 modified = post->modified != NULL ? g_date_time_to_unix (post->modified) : 0;
  gint64 date = post->date != NULL ? g_date_time_to_unix (post->date) : 0;

  return modified >= MAX (date, post->created) + 24 * 60 * 60 ? post->modified : NULL;
}

/**
 * galley_latest_need_excerpts:
 * @site: a site
 * @error: GALLEY_STORE_ERROR
 *
 * Makes the excerpts of the newest posts, which every page with a template lists. Runs on the
 * project's thread.
 */
gboolean
galley_latest_need_excerpts (GalleySite *site, GError **error)
{
  guint n = MIN (site->model->settings->latest_stories, galley_entries_length (site->model->posts));

  for (guint i = 0; i < n; i++)
    if (!galley_entry_need_excerpt (site, galley_entries_get (site->model, site->model->posts, i),
                                    error))
      return FALSE;
  return TRUE;
}
