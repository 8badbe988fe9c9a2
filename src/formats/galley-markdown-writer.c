/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-markdown-writer.h"

#include <math.h>

#include "galley-date.h"
#include "galley-yaml.h"

static void
add_text (GString *out, const char *key, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  g_string_append_printf (out, "%s: ", key);
  galley_yaml_write_text (out, value);
  g_string_append_c (out, '\n');
}

static void
add_list (GString *out, const char *key, char *const *values)
{
  if (values == NULL || values[0] == NULL)
    return;
  g_string_append_printf (out, "%s:\n", key);
  for (gsize i = 0; values[i] != NULL; i++)
    {
      g_string_append (out, "  - ");
      galley_yaml_write_text (out, values[i]);
      g_string_append_c (out, '\n');
    }
}

static void
add_links (GString *out, GPtrArray *links)
{
  if (links->len > 0)
    g_string_append (out, "links:\n");
  for (guint i = 0; i < links->len; i++)
    {
      const GalleyRecordLink *link = g_ptr_array_index (links, i);

      g_string_append (out, "  - title: ");
      galley_yaml_write_text (out, link->title);
      g_string_append (out, "\n    address: ");
      galley_yaml_write_text (out, link->address);
      g_string_append_c (out, '\n');
    }
}

static void
add_addresses (GString *out, GPtrArray *addresses)
{
  if (addresses->len > 0)
    g_string_append (out, "former_addresses:\n");
  for (guint i = 0; i < addresses->len; i++)
    {
      const GalleyRecordAddress *address = g_ptr_array_index (addresses, i);
      g_autofree char *date = address->date != NULL ? galley_date_to_text (address->date) : NULL;

      g_string_append (out, "  - slug: ");
      galley_yaml_write_text (out, address->slug);
      if (date != NULL)
        g_string_append_printf (out, "\n    date: %s", date);
      g_string_append_c (out, '\n');
    }
}

/* Under the name that Hugo and Zola know. */
static void
add_paths (GString *out, GPtrArray *paths)
{
  if (paths->len > 0)
    g_string_append (out, "aliases:\n");
  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *address = g_uri_escape_string (g_ptr_array_index (paths, i), "/", TRUE);

      g_string_append (out, "  - ");
      galley_yaml_write_text (out, address);
      g_string_append_c (out, '\n');
    }
}

/* As short as the number can be read back from. */
static void
add_degrees (GString *out, const char *key, double degrees)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, "%.15g", degrees);
  if (g_ascii_strtod (number, NULL) != degrees)
    g_ascii_dtostr (number, sizeof number, degrees);
  g_string_append_printf (out, "%s: %s\n", key, number);
}

static void
add_status (GString *out, const GalleyPostRecord *post)
{
  if (post->status == GALLEY_RECORD_TRASH)
    g_string_append (out, "status: trash\n");
  if (post->status == GALLEY_RECORD_DRAFT || post->was_draft)
    g_string_append (out, "draft: true\n");
}

/**
 * galley_markdown_write:
 * @post: a post with a date
 *
 * Returns: (transfer full): @post as Markdown with front matter in YAML, under names that site
 *   generators know where they know any
 */
char *
galley_markdown_write (const GalleyPostRecord *post)
{
  g_autoptr (GString) out = g_string_new ("---\n");
  g_autofree char *date = galley_date_to_text (post->date);

  add_text (out, "title", post->title);
  g_string_append_printf (out, "date: %s\n", date);
  add_text (out, "slug", post->slug);
  g_string_append_printf (out, "type: %s\n", post->is_page ? "page" : "post");
  add_status (out, post);
  if (post->number != 0)
    g_string_append_printf (out, "galley_id: %" G_GINT64_FORMAT "\n", post->number);
  add_text (out, "byline", post->byline);
  if (post->series != NULL)
    {
      add_text (out, "series", post->series);
      g_string_append_printf (out, "part: %u\n", post->series_part);
    }
  add_list (out, "tags", post->tags);
  add_links (out, post->links);
  add_addresses (out, post->addresses);
  add_paths (out, post->paths);
  add_text (out, "place", post->place);
  if (!isnan (post->latitude) && !isnan (post->longitude))
    {
      add_degrees (out, "latitude", post->latitude);
      add_degrees (out, "longitude", post->longitude);
    }
  add_text (out, "excerpt", post->excerpt);
  add_text (out, "cover", post->cover);
  add_text (out, "language", post->language);
  if (!post->comments_open)
    g_string_append (out, "comments: false\n");
  g_string_append_printf (out, "---\n\n%s", post->body);
  if (out->str[out->len - 1] != '\n')
    g_string_append_c (out, '\n');
  return g_string_free (g_steal_pointer (&out), FALSE);
}
