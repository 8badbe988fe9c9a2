/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-threads.h"

#include "galley-item.h"
#include "galley-post-text.h"
#include "galley-site-private.h"

#include "galley-escape.h"

#include <string.h>

/* Deeper replies are set beside what they answer: a page must not run out of width, nor a template
 * out of stack. */
#define THREAD_DEPTH 5

/* A comment on its way into its thread. */
typedef struct
{
  const GalleyComment *comment;
  const GalleyComment *parent;
  gint64 place_id; /* the comment that it is shown below, 0 for none */
  guint depth;
  GPtrArray *replies; /* of Node (unowned) */
} Node;

static void
free_node (gpointer data)
{
  Node *node = data;

  g_ptr_array_unref (node->replies);
  g_free (node);
}

static char *
short_place (const char *place)
{
  g_autofree char *name = g_strndup (place, strcspn (place, ","));

  return g_strdup (g_strstrip (name));
}

static char *
writes_text (GalleySite *site, const GalleyComment *comment)
{
  g_autofree char *place = short_place (comment->place);

  if (*place == '\0')
    return galley_sentence (site->model->language, GALLEY_WORD_writes, "name", comment->name, NULL);
  return galley_sentence (site->model->language, GALLEY_WORD_writes_in, "name", comment->name,
                          "place", place, NULL);
}

static char *
mail_address (GalleySite *site, const GalleyEntry *entry, const GalleyComment *comment)
{
  g_autofree char *subject = galley_sentence (site->model->language, GALLEY_WORD_regarding, "title",
                                              entry->post->title, NULL);
  g_autofree char *marked = NULL;
  g_autoptr (GString) out = g_string_new ("mailto:");

  marked = comment != NULL ? g_strdup_printf ("%s (%s, #%" G_GINT64_FORMAT ")", subject,
                                              comment->name, comment->id)
                           : g_strdup (subject);
  galley_escape_path_segment (out, site->model->settings->comment_form_address, -1);
  g_string_append (out, "?subject=");
  g_string_append_uri_escaped (out, marked, NULL, FALSE);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
set_details (GalleySite *site,
             GalleyValue *map,
             const GalleyComment *comment,
             const GalleyComment *parent,
             const GalleyEntry *entry)
{
  gboolean shows_url =
      site->model->settings->show_comment_urls && galley_address_is_web (comment->url);
  gboolean answers = parent != NULL && comment->by_author;

  if (shows_url)
    {
      g_autoptr (GString) url = g_string_new (NULL);

      galley_escape_url (url, comment->url, -1);
      galley_value_set_string (map, "url", url->str);
    }
  else
    galley_value_set_boolean (map, "url", FALSE);
  galley_value_set_boolean (map, "is_author", comment->by_author);
  galley_value_set_boolean (map, "is_question", comment->kind == GALLEY_COMMENT_KIND_QUESTION);
  galley_value_set_boolean (map, "is_answer",
                            answers && parent->kind == GALLEY_COMMENT_KIND_QUESTION);
  galley_context_set_text (map, "reply_to", parent != NULL ? parent->name : NULL);
  if (entry->post->comments_open && site->model->settings->comment_form == GALLEY_COMMENT_FORM_MAIL)
    galley_value_take_string (map, "reply_address", mail_address (site, entry, comment));
  else
    galley_value_set_boolean (map, "reply_address", FALSE);
}

/**
 * galley_context_comment:
 * @site: a site
 * @comment: an approved comment
 * @parent: (nullable): what it answers
 * @entry: the post that it stands at
 * @from: where it will be shown
 *
 * Returns: (transfer full): what templates get of it: nothing of its e-mail, and of its web address
 *   only where the site says so. Its replies are an empty list
 */
GalleyValue *
galley_context_comment (GalleySite *site,
                        const GalleyComment *comment,
                        const GalleyComment *parent,
                        const GalleyEntry *entry,
                        const GalleyViewpoint *from)
{
  GalleyValue *map = galley_value_new_map ();

  galley_value_set_integer (map, "id", comment->id);
  galley_value_take_string (map, "anchor",
                            g_strdup_printf ("comment-%" G_GINT64_FORMAT, comment->id));
  galley_context_set_text (map, "name", comment->name);
  galley_context_set_text (map, "place", comment->place);
  galley_value_take_string (map, "short_place", short_place (comment->place));
  galley_value_take_string (map, "writes_text", writes_text (site, comment));
  galley_value_set (map, "date", galley_context_date (site, comment->date));
  galley_value_take_string (map, "content", galley_render_comment (site, comment, from));
  set_details (site, map, comment, parent, entry);
  return map;
}

static GalleyList
list_nodes (GalleySite *site,
            GPtrArray *nodes,
            const GalleyEntry *entry,
            const GalleyViewpoint *from)
{
  GalleyList list = galley_list_new ();

  for (guint i = 0; i < nodes->len; i++)
    {
      const Node *node = g_ptr_array_index (nodes, i);
      GalleyValue *map = galley_context_comment (site, node->comment, node->parent, entry, from);

      galley_context_set_list (map, "replies", "has_replies",
                               list_nodes (site, node->replies, entry, from));
      galley_list_append (&list, map);
    }
  return list;
}

/* Finds where @node stands: a chain of replies that comes back to itself, or leads to what is not
 * approved, begins at the top. */
static Node *
find_place (GHashTable *nodes, Node *node)
{
  Node *parent = g_hash_table_lookup (nodes, &node->comment->parent_id);

  /* Depth is 0 while a comment has no place yet: replies come after what they answer. */
  if (parent == NULL || parent == node || parent->depth == 0)
    return NULL;
  node->parent = parent->comment;
  if (parent->depth < THREAD_DEPTH)
    return parent;
  return g_hash_table_lookup (nodes, &parent->place_id);
}

/**
 * galley_context_threads:
 * @site: a site
 * @comments: of GalleyComment: the approved ones of a post, oldest first
 * @entry: the post
 * @from: where they will be shown
 *
 * Returns: the comments as threads
 */
GalleyList
galley_context_threads (GalleySite *site,
                        GPtrArray *comments,
                        const GalleyEntry *entry,
                        const GalleyViewpoint *from)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (free_node);
  g_autoptr (GPtrArray) top = g_ptr_array_new ();
  g_autoptr (GHashTable) nodes = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < comments->len; i++)
    {
      Node *node = g_new0 (Node, 1);

      node->comment = g_ptr_array_index (comments, i);
      node->replies = g_ptr_array_new ();
      g_ptr_array_add (all, node);
      g_hash_table_insert (nodes, (gpointer) &node->comment->id, node);
    }
  for (guint i = 0; i < all->len; i++)
    {
      Node *node = g_ptr_array_index (all, i);
      Node *place = find_place (nodes, node);

      node->depth = place != NULL ? place->depth + 1 : 1;
      node->place_id = place != NULL ? place->comment->id : 0;
      g_ptr_array_add (place != NULL ? place->replies : top, node);
    }
  return list_nodes (site, top, entry, from);
}

/**
 * galley_context_form:
 * @site: a site that has a form
 * @entry: the post that it is for
 *
 * Returns: (transfer full): what templates get of it; false where the address cannot be one
 */
GalleyValue *
galley_context_form (GalleySite *site, const GalleyEntry *entry)
{
  const GalleySiteSettings *settings = site->model->settings;
  gboolean is_mail = settings->comment_form == GALLEY_COMMENT_FORM_MAIL;
  GalleyValue *map;

  if (is_mail ? strchr (settings->comment_form_address, '@') == NULL
              : !galley_address_is_web (settings->comment_form_address))
    return galley_value_new_boolean (FALSE);
  map = galley_value_new_map ();
  galley_value_set_boolean (map, "is_mail", is_mail);
  galley_value_set_boolean (map, "is_post", !is_mail);
  if (is_mail)
    galley_value_take_string (map, "address", mail_address (site, entry, NULL));
  else
    galley_value_set_string (map, "address", settings->comment_form_address);
  galley_value_set_integer (map, "post_id", entry->post->id);
  galley_value_set_string (map, "page", entry->path);
  galley_value_set_string (map, "honeypot", "website");
  return map;
}
