/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-post.h"

#include <math.h>

static const char *const STATUS_NAMES[] = { "draft", "scheduled", "published", "trash" };

/**
 * galley_post_status_to_name:
 * @status: a status
 *
 * Returns: (transfer none): its name in the file and on the command line; never translated
 */
const char *
galley_post_status_to_name (GalleyPostStatus status)
{
  return (gsize) status < G_N_ELEMENTS (STATUS_NAMES) ? STATUS_NAMES[status] : "draft";
}

/**
 * galley_post_status_from_name:
 * @name: (nullable): "draft", "scheduled", "published" or "trash"
 *
 * Returns: a GalleyPostStatus, or -1 where @name is none
 */
int
galley_post_status_from_name (const char *name)
{
  for (gsize i = 0; name != NULL && i < G_N_ELEMENTS (STATUS_NAMES); i++)
    if (g_str_equal (name, STATUS_NAMES[i]))
      return (int) i;
  return -1;
}

/**
 * galley_link_new:
 * @title: (nullable): UTF-8; NULL: ""
 * @address: (nullable): as in GalleyLink; NULL: ""
 *
 * Returns: (transfer full): a link of copies; free with galley_link_free()
 */
GalleyLink *
galley_link_new (const char *title, const char *address)
{
  GalleyLink *link = g_new0 (GalleyLink, 1);

  link->title = g_strdup (title != NULL ? title : "");
  link->address = g_strdup (address != NULL ? address : "");
  return link;
}

/**
 * galley_link_free:
 * @link: (nullable): a link
 *
 * Frees it with its strings.
 */
void
galley_link_free (GalleyLink *link)
{
  if (link == NULL)
    return;
  g_free (link->title);
  g_free (link->address);
  g_free (link);
}

/**
 * galley_post_new:
 *
 * Returns: (transfer full): an empty draft, open to comments, with every string set
 */
GalleyPost *
galley_post_new (void)
{
  GalleyPost *post = g_new0 (GalleyPost, 1);

  post->title = g_strdup ("");
  post->slug = g_strdup ("");
  post->byline = g_strdup ("");
  post->series_title = g_strdup ("");
  post->tags = g_new0 (char *, 1);
  post->links = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_link_free);
  post->place = g_strdup ("");
  post->latitude = NAN;
  post->longitude = NAN;
  post->excerpt = g_strdup ("");
  post->cover = g_strdup ("");
  post->language = g_strdup ("");
  post->comments_open = TRUE;
  post->body = g_strdup ("");
  return post;
}

static char *
copy_text (const char *text)
{
  return g_strdup (text != NULL ? text : "");
}

/**
 * galley_post_copy:
 * @post: a post
 *
 * Returns: (transfer full): one that shares nothing with it; NULL strings become "", the body
 *   stays NULL
 */
GalleyPost *
galley_post_copy (const GalleyPost *post)
{
  GalleyPost *copy = g_new (GalleyPost, 1);

  *copy = *post;
  copy->title = copy_text (post->title);
  copy->slug = copy_text (post->slug);
  copy->byline = copy_text (post->byline);
  copy->date = post->date != NULL ? g_date_time_ref (post->date) : NULL;
  copy->series_title = copy_text (post->series_title);
  copy->tags = post->tags != NULL ? g_strdupv (post->tags) : g_new0 (char *, 1);
  copy->links = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_link_free);
  for (guint i = 0; post->links != NULL && i < post->links->len; i++)
    {
      const GalleyLink *link = g_ptr_array_index (post->links, i);

      galley_post_add_link (copy, link->title, link->address);
    }
  copy->place = copy_text (post->place);
  copy->excerpt = copy_text (post->excerpt);
  copy->cover = copy_text (post->cover);
  copy->language = copy_text (post->language);
  copy->body = g_strdup (post->body);
  copy->modified = post->modified != NULL ? g_date_time_ref (post->modified) : NULL;
  return copy;
}

void
galley_post_free (GalleyPost *post)
{
  if (post == NULL)
    return;
  g_free (post->title);
  g_free (post->slug);
  g_free (post->byline);
  g_clear_pointer (&post->date, g_date_time_unref);
  g_free (post->series_title);
  g_strfreev (post->tags);
  g_clear_pointer (&post->links, g_ptr_array_unref);
  g_free (post->place);
  g_free (post->excerpt);
  g_free (post->cover);
  g_free (post->language);
  g_free (post->body);
  g_clear_pointer (&post->modified, g_date_time_unref);
  g_free (post);
}

/**
 * galley_post_add_link:
 * @post: a post
 * @title: (nullable): of the link
 * @address: (nullable): where it leads
 *
 * Adds it behind its other links.
 */
void
galley_post_add_link (GalleyPost *post, const char *title, const char *address)
{
  g_ptr_array_add (post->links, galley_link_new (title, address));
}

/**
 * galley_redirect_free:
 * @redirect: (nullable): a redirect
 *
 * Frees it with all that it holds.
 */
void
galley_redirect_free (GalleyRedirect *redirect)
{
  if (redirect == NULL)
    return;
  g_free (redirect->slug);
  g_clear_pointer (&redirect->date, g_date_time_unref);
  g_free (redirect);
}

/**
 * galley_revision_free:
 * @revision: (nullable): a revision
 *
 * Frees it with all that it holds.
 */
void
galley_revision_free (GalleyRevision *revision)
{
  if (revision == NULL)
    return;
  g_clear_pointer (&revision->modified, g_date_time_unref);
  g_free (revision->title);
  g_free (revision);
}
