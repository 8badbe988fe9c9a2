/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of a post, or of a page of its own. */
#include "galley-context.h"
#include "galley-excerpt.h"
#include "galley-fingerprint.h"
#include "galley-index.h"
#include "galley-item.h"
#include "galley-page-kind.h"
#include "galley-post-text.h"
#include "galley-related.h"
#include "galley-site-private.h"
#include "galley-threads.h"

#include "galley-append.h"
#include "galley-published-comments.h"

#include <string.h>

/* Fewer headings need no table of contents. */
#define TOC_MINIMUM 3
#define WORDS_PER_MINUTE 220
/* How many parts of a series are listed around one: a page must not grow with the series. */
#define SERIES_WINDOW 20

static GalleyList
contents_list (GalleyDocument *document)
{
  GPtrArray *outline = galley_document_get_outline (document);
  GalleyList list = galley_list_new ();
  guint highest = 6;

  if (outline->len < TOC_MINIMUM)
    return list;
  for (guint i = 0; i < outline->len; i++)
    highest = MIN (highest, ((GalleyHeading *) g_ptr_array_index (outline, i))->level);
  for (guint i = 0; i < outline->len; i++)
    {
      const GalleyHeading *heading = g_ptr_array_index (outline, i);
      GalleyValue *map = galley_value_new_map ();

      galley_context_set_text (map, "text", heading->text);
      galley_value_take_string (map, "address", g_strconcat ("#", heading->anchor, NULL));
      galley_value_set_integer (map, "level", heading->level - highest + 1);
      galley_list_append (&list, map);
    }
  return list;
}

/* A part of the series around the one that the page is of. */
typedef struct
{
  const GalleyEntry *entry;
  GalleyViewpoint from; /* its root is interned */
  gboolean is_current;
} Part;

static GalleyValue *
part_title (gconstpointer data)
{
  const char *title = ((const Part *) data)->entry->post->title;

  return *title != '\0' ? galley_value_new_static (title) : galley_value_new_boolean (FALSE);
}

static GalleyValue *
part_address (gconstpointer data)
{
  const Part *part = data;

  return galley_address_value (&part->from, part->entry->path);
}

static GalleyValue *
part_number (gconstpointer data)
{
  char text[GALLEY_DECIMAL_SIZE];

  return galley_value_new_string (galley_decimal (((const Part *) data)->entry->part, text));
}

static GalleyValue *
part_is_current (gconstpointer data)
{
  return galley_value_new_boolean (((const Part *) data)->is_current);
}

static const GalleyValueField part_fields[] = {
  { "title", part_title },
  { "address", part_address },
  { "part", part_number },
  { "is_current", part_is_current },
};

static GalleyRecordType part_type = { part_fields, G_N_ELEMENTS (part_fields), sizeof (Part) };

/* The parts of the series around @entry. */
static GalleyList
list_parts (GalleySite *site, const GalleyEntry *entry, const GalleyViewpoint *from)
{
  GalleyEntries *entries = entry->series->entries;
  guint n = galley_entries_length (entries);
  guint first =
      n > SERIES_WINDOW && entry->part > SERIES_WINDOW / 2 ? entry->part - SERIES_WINDOW / 2 : 0;
  Part part = { NULL, { g_intern_string (from->root), from->is_absolute }, FALSE };
  GalleyList parts = galley_list_new ();

  for (guint i = first; i < MIN (n, first + SERIES_WINDOW); i++)
    {
      part.entry = galley_entries_get (site->model, entries, i);
      part.is_current = part.entry == entry;
      galley_list_append (&parts, galley_value_new_record (&part_type, &part));
    }
  return parts;
}

static GalleyValue *
neighbour (const GalleyEntry *entry, const GalleyViewpoint *from)
{
  GalleyValue *map = galley_value_new_map ();

  galley_context_set_text (map, "title", entry->post->title);
  galley_value_set (map, "address", galley_address_value (from, entry->path));
  return map;
}

/* The line that leads to @entry of the same series, split where its link is. */
static GalleyValue *
series_step (GalleySite *site,
             const GalleyEntry *entry,
             GalleyWord sentence,
             const GalleyViewpoint *from)
{
  GalleyValue *map = neighbour (entry, from);
  const char *pattern = galley_word (site->model->language, sentence);
  g_auto (GStrv) pieces = g_strsplit_set (pattern, "[]", 3);
  static const char *const keys[] = { "before", "link", "after" };

  /* Split before it is filled: a title may hold brackets. */
  for (gsize i = 0; i < 3; i++)
    {
      g_autofree char *text =
          galley_sentence_fill (pieces[i], "title", entry->series->record->title);

      galley_context_set_text (map, keys[i], text);
    }
  return map;
}

static GalleyValue *
series_map (GalleySite *site, const GalleyEntry *entry, const GalleyViewpoint *from)
{
  GalleyEntries *entries = entry->series->entries;
  guint n = galley_entries_length (entries);
  GalleyValue *map = galley_value_new_map ();
  g_autofree char *part = g_strdup_printf ("%u", entry->part);
  g_autofree char *count = g_strdup_printf ("%u", n);

  galley_context_set_text (map, "title", entry->series->record->title);
  if (galley_index_has_path (site->model, entry->series->path))
    galley_value_set (map, "address", galley_address_value (from, entry->series->path));
  else
    galley_value_set_boolean (map, "address", FALSE);
  galley_value_set (map, "feed", galley_address_value (from, entry->series->feed_path));
  galley_value_set_string (map, "part", part);
  galley_value_set_string (map, "count", count);
  galley_value_take_string (
      map, "part_text",
      galley_sentence (site->model->language, GALLEY_WORD_part, "n", part, "of", count, NULL));
  galley_context_set_list (map, "parts", "has_parts", list_parts (site, entry, from));
  if (entry->part > 1)
    galley_value_set (map, "previous",
                      series_step (site, galley_entries_get (site->model, entries, entry->part - 2),
                                   GALLEY_WORD_previous_entry, from));
  if (entry->part < n)
    galley_value_set (map, "next",
                      series_step (site, galley_entries_get (site->model, entries, entry->part),
                                   GALLEY_WORD_next_entry, from));
  return map;
}

static void
set_neighbours (GalleySite *site,
                GalleyValue *map,
                const GalleyEntry *entry,
                const GalleyViewpoint *from)
{
  guint position = galley_entry_get_position (site->model, entry);

  if (entry->post->kind != GALLEY_POST_KIND_POST)
    return;
  if (position > 0)
    galley_value_set (
        map, "newer",
        neighbour (galley_entries_get (site->model, site->model->posts, position - 1), from));
  if (position + 1 < galley_entries_length (site->model->posts))
    galley_value_set (
        map, "older",
        neighbour (galley_entries_get (site->model, site->model->posts, position + 1), from));
}

static void
set_reading (GalleySite *site, GalleyValue *map, GalleyDocument *document)
{
  guint words = galley_document_get_word_count (document);
  guint n_minutes = MAX (1, (words + WORDS_PER_MINUTE / 2) / WORDS_PER_MINUTE);
  g_autofree char *minutes = g_strdup_printf ("%u", n_minutes);

  galley_value_set_integer (map, "words", words);
  galley_value_take_string (
      map, "reading_text",
      galley_sentence (site->model->language, GALLEY_WORD_reading, "n", minutes, NULL));
}

static void
set_modified (GalleySite *site, GalleyValue *map, const GalleyPost *post)
{
  GDateTime *update = galley_post_get_update (post);
  g_autoptr (GDateTime) here = NULL;

  galley_value_set_boolean (map, "modified", FALSE);
  if (update == NULL)
    return;
  here = g_date_time_to_timezone (update, site->model->zone);
  galley_value_set (map, "modified", galley_context_date (site, here));
}

static void
set_discussion (GalleySite *site,
                GalleyValue *map,
                const GalleyEntry *entry,
                GPtrArray *comments,
                const GalleyViewpoint *from)
{
  galley_context_set_list (map, "comments", "has_comments",
                           galley_context_threads (site, comments, entry, from));
  if (comments->len > 0)
    galley_value_take_string (
        map, "comments_text",
        galley_count_text (site->model->language, GALLEY_COUNT_COMMENTS, comments->len));
  galley_value_set_boolean (map, "comments_open", entry->post->comments_open);
  if (entry->post->comments_open && site->model->settings->comment_form != GALLEY_COMMENT_FORM_NONE)
    galley_value_set (map, "form", galley_context_form (site, entry));
}

static GalleyList
list_related (GalleySite *site, const GalleyEntry *entry, const GalleyViewpoint *from)
{
  g_autoptr (GPtrArray) related = galley_related_list (site->model, entry);
  GalleyList list = galley_list_new ();

  for (guint i = 0; i < related->len; i++)
    {
      GalleyEntry *other = g_ptr_array_index (related, i);
      GalleyEntry *whole = galley_index_find (site->model, other->post->id);
      GalleyValue *item = galley_context_item (site, whole != NULL ? whole : other, from, FALSE);

      /* A comment on one post must not change the pages of others. */
      galley_value_set_boolean (item, "comment_count", FALSE);
      galley_value_set_boolean (item, "comment_count_text", FALSE);
      galley_list_append (&list, item);
    }
  return list;
}

static GalleyValue *
post_map (GalleySite *site,
          GalleyEntry *entry,
          GalleyDocument *document,
          GPtrArray *comments,
          const GalleyViewpoint *from)
{
  const GalleyPost *post = entry->post;
  const char *language = *post->language != '\0' ? post->language : site->model->settings->language;
  GPtrArray *links = post->links;
  GalleyValue *map = galley_context_item (site, entry, from, FALSE);

  galley_value_set_string (map, "content", galley_document_get_html (document, NULL));
  if (site->model->base != NULL)
    galley_value_take_string (map, "url", galley_address_absolute (site->model->base, entry->path));
  galley_context_set_text (map, "language", language);
  galley_value_set_string (map, "direction",
                           galley_language_is_right_to_left (language) ? "rtl" : "ltr");
  set_modified (site, map, post);
  set_reading (site, map, document);
  if ((links == NULL || links->len == 0) && entry->series != NULL)
    links = entry->series->record->links;
  galley_context_set_list (map, "links", "has_links", galley_context_links (site, links, from));
  galley_context_set_list (map, "toc", "has_toc", contents_list (document));
  set_neighbours (site, map, entry, from);
  if (entry->series != NULL)
    galley_value_set (map, "series", series_map (site, entry, from));
  galley_context_set_list (map, "related", "has_related", list_related (site, entry, from));
  set_discussion (site, map, entry, comments, from);
  return map;
}

static const char *
choose_template (GalleySite *site, const GalleyFile *file)
{
  const GalleyEntry *entry = file->subject;

  return entry->post->kind == GALLEY_POST_KIND_PAGE &&
                 galley_theme_has_page (site->model->theme, "page")
             ? "page"
             : "post";
}

static gboolean
load_post (GalleySite *site, const GalleyFile *file, GalleyMaterials *materials, GError **error)
{
  const GalleyEntry *entry = file->subject;

  materials->body = galley_entry_load_body (site, entry, error);
  if (materials->body == NULL)
    return FALSE;
  if (entry->n_comments > 0 || site->preview_comment != 0)
    materials->comments = galley_project_load_approved_with (site->model->project, entry->post->id,
                                                             site->preview_comment, error);
  else
    materials->comments = g_ptr_array_new ();
  return materials->comments != NULL;
}

static GalleyValue *
fill_post (GalleySite *site,
           const GalleyFile *file,
           const GalleyMaterials *materials,
           char **excerpt)
{
  GalleyEntry *entry = (GalleyEntry *) file->subject;
  g_autofree char *root = galley_file_get_root (site, file);
  GalleyViewpoint from = { root, FALSE };
  g_autoptr (GalleyDocument) document = galley_render_body (site, materials->body, &from);
  g_autofree char *description = galley_excerpt_make (entry->post, document);
  GalleyHead head = { entry->post->title, description, entry, entry->series };
  GalleyValue *context = galley_context_new (site, file, &head, &from);

  galley_value_set (context, "post", post_map (site, entry, document, materials->comments, &from));
  if (excerpt != NULL)
    *excerpt = g_steal_pointer (&description);
  return context;
}

static gboolean
fingerprint_post (GalleySite *site, const GalleyFile *file, GString *out)
{
  const GalleyEntry *entry = file->subject;

  galley_fingerprint_add_content (out, entry);
  galley_fingerprint_add_comments (out, entry);
  galley_fingerprint_add_text (out, entry->post->excerpt);
  galley_fingerprint_add_text (out, entry->post->language);
  galley_fingerprint_add_number (out, entry->post->comments_open);
  galley_fingerprint_add_links (out, entry->post->links);
  return TRUE;
}

/* What other posts say on their pages of this one, in their bars and lists of related posts, is in
 * its record and none of these changes. */
static void
reach_post (GalleySite *site, const GalleySiteChange *change, GalleyReach *reach)
{
  if (change->entry != NULL)
    galley_reach_file (reach, GALLEY_FILE_POST, g_strdup (change->entry->path), change->entry, 0);
}

GALLEY_DEFINE_PAGE_KIND (post,
                         fingerprint_post,
                         reach_post,
                         .template = "post",
                         .choose_template = choose_template,
                         .fill = fill_post,
                         .load = load_post)
