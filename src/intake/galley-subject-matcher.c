/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-subject-matcher.h"

#include <string.h>

#include "galley-post.h"
#include "galley-text.h"

struct _GalleySubjectMatcher
{
  GalleyProject *project;
  GHashTable *titles; /* folded title to gint64 *: which post has it */
};

static char *
fold (const char *text)
{
  g_autofree char *plain = galley_text_shorten (text, 300);
  g_autofree char *folded = g_utf8_casefold (plain, -1);

  return g_utf8_normalize (folded, -1, G_NORMALIZE_ALL_COMPOSE);
}

/**
 * galley_subject_matcher_new:
 * @project: where the posts are
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): one that knows the titles of all posts as they are now
 */
GalleySubjectMatcher *
galley_subject_matcher_new (GalleyProject *project, GError **error)
{
  GHashTable *titles = galley_project_list_titles (project, fold, error);
  GalleySubjectMatcher *self;

  if (titles == NULL)
    return NULL;
  self = g_new0 (GalleySubjectMatcher, 1);
  self->project = project;
  self->titles = titles;
  return self;
}

/**
 * galley_subject_matcher_free:
 * @self: (nullable): a matcher
 */
void
galley_subject_matcher_free (GalleySubjectMatcher *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->titles);
  g_free (self);
}

static gint64
find_title (GalleySubjectMatcher *self, const char *text)
{
  g_autofree char *folded = fold (text);
  const gint64 *id =
      folded != NULL && *folded != '\0' ? g_hash_table_lookup (self->titles, folded) : NULL;

  return id != NULL ? *id : 0;
}

/**
 * galley_subject_matcher_find_title:
 * @self: a matcher
 * @subject: "Re: Moscow", "[list] AW: Re: Moscow", "Regarding “Moscow” (Patrick, #12)"
 *
 * Returns: the post whose title stands in @subject; 0 where none does
 */
gint64
galley_subject_matcher_find_title (GalleySubjectMatcher *self, const char *subject)
{
  g_autofree char *plain = g_strdup (subject);
  char *tail = g_str_has_suffix (plain, ")") ? strrchr (plain, '(') : NULL;

  if (find_title (self, plain) != 0)
    return find_title (self, plain);
  if (tail != NULL && strstr (tail, ", #") != NULL)
    *tail = '\0';
  for (const char *p = plain; p != NULL && *p != '\0';)
    {
      const char *colon = strchr (p, ':');
      const char *bracket = *p == '[' ? strchr (p, ']') : NULL;
      gint64 id = find_title (self, p);

      if (id != 0)
        return id;
      p = bracket != NULL ? bracket + 1 : colon != NULL ? colon + 1 : NULL;
      while (p != NULL && *p == ' ')
        p++;
    }
  return 0;
}

/* The number in "(Patrick, #12)"; 0 where there is none. */
static gint64
find_number (const char *subject)
{
  const char *mark = strstr (subject, ", #");
  const char *digits = mark != NULL ? mark + strlen (", #") : "";
  gsize n = strspn (digits, "0123456789");

  if (n == 0 || n > 18 || strchr ("])", digits[n]) == NULL || digits[n] == '\0')
    return 0;
  return g_ascii_strtoll (digits, NULL, 10);
}

/**
 * galley_subject_matcher_find_parent:
 * @self: a matcher
 * @subject: "Regarding “Moscow” (Patrick, #12)", as the form of a page writes it
 *
 * Returns: (transfer full) (nullable): the comment that @subject names by its number. That the
 *   title of its post stands there as well tells that the number is one of this project's
 */
GalleyComment *
galley_subject_matcher_find_parent (GalleySubjectMatcher *self, const char *subject)
{
  gint64 id = find_number (subject);
  g_autoptr (GalleyComment) parent =
      id != 0 ? galley_project_load_comment (self->project, id, NULL) : NULL;

  if (parent == NULL || parent->post_id == 0 || parent->post_title == NULL ||
      *parent->post_title == '\0' || strstr (subject, parent->post_title) == NULL)
    return NULL;
  return g_steal_pointer (&parent);
}
