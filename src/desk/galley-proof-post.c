/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-proof-post.h"

#include <glib/gi18n.h>

#include "galley-index.h"

/* Lists and search engines cut what is longer. */
#define TITLE_MAX 100
#define EXCERPT_MAX 400
/* A year that is mistyped, rather than a plan. */
#define FUTURE_DAYS_MAX 366

typedef struct
{
  GalleyProofPages *pages;
  const GalleyPost *post;
  const GalleyProofText *text;
  GPtrArray *findings;
} Check;

/**
 * galley_proof_is_live:
 * @post: a post
 *
 * Returns: whether it is in the site, or will be when its time comes
 */
gboolean
galley_proof_is_live (const GalleyPost *post)
{
  return post->status == GALLEY_POST_PUBLISHED || post->status == GALLEY_POST_SCHEDULED;
}

static void
set (char **field, const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

/* What must be mended of a page need not be of a draft. Takes @finding. */
static void
add (const Check *check, GalleyFinding *finding)
{
  finding->must = finding->must && galley_proof_is_live (check->post);
  finding->post_id = check->post->id;
  set (&finding->title, check->post->title);
  g_ptr_array_add (check->findings, finding);
}

static void
add_what (const Check *check, const char *rule, gboolean must, const char *what)
{
  add (check, galley_finding_new (rule, must, what));
}

static void
check_title (const Check *check)
{
  const char *title = check->post->title;

  /* A post without a title is a note; a page stands in the menu by it. */
  if (*title == '\0')
    add_what (check, "no-title", TRUE, _ ("there is no title"));
  else if (g_utf8_strlen (title, -1) > TITLE_MAX)
    {
      g_autofree char *what =
          g_strdup_printf (_ ("the title has %ld letters; lists and search engines cut it"),
                           g_utf8_strlen (title, -1));

      add_what (check, "long-title", FALSE, what);
    }
  if (g_utf8_strlen (check->post->excerpt, -1) > EXCERPT_MAX)
    {
      g_autofree char *what =
          g_strdup_printf (_ ("the excerpt has %ld letters; two sentences are enough"),
                           g_utf8_strlen (check->post->excerpt, -1));

      add_what (check, "long-excerpt", FALSE, what);
    }
}

static void
check_cover (const Check *check)
{
  const char *cover = check->post->cover;
  GalleyFinding *finding;
  g_autofree char *what = NULL;

  if (*cover == '\0' ||
      galley_index_find_media (galley_site_get_model (check->pages->site), cover) != NULL)
    return;
  what = g_strdup_printf (_ ("its cover “%s” names no media"), cover);
  finding = galley_finding_new ("missing-media", TRUE, what);
  set (&finding->text, cover);
  add (check, finding);
}

static void
check_date (const Check *check, GDateTime *now)
{
  const GalleyPost *post = check->post;
  GTimeSpan ahead = post->date != NULL ? g_date_time_difference (post->date, now) : 0;
  g_autofree char *date = NULL;
  g_autofree char *what = NULL;

  if (!galley_proof_is_live (post) || ahead <= 0 ||
      (post->status == GALLEY_POST_SCHEDULED && ahead < FUTURE_DAYS_MAX * G_TIME_SPAN_DAY))
    return;
  date = g_date_time_format (post->date, "%Y-%m-%d");
  what = g_strdup_printf (_ ("its date, %s, lies in the future"), date);
  add_what (check, "future-date", FALSE, what);
}

static void
check_addresses (const Check *check)
{
  const GalleyEntry *entry =
      galley_index_find (galley_site_get_model (check->pages->site), check->post->id);
  const char *from = entry != NULL ? entry->path : NULL;

  for (guint i = 0; i < check->text->references->len; i++)
    {
      const GalleyReference *reference = g_ptr_array_index (check->text->references, i);
      GalleyFinding *finding = galley_proof_pages_check (
          check->pages, reference->address, reference->is_picture, from, check->text->anchors);

      if (finding == NULL)
        continue;
      finding->line = reference->line;
      finding->offset = reference->offset;
      set (&finding->text, reference->address);
      set (&finding->written, reference->written);
      add (check, finding);
    }
  for (guint i = 0; i < check->post->links->len; i++)
    {
      const GalleyLink *link = g_ptr_array_index (check->post->links, i);
      GalleyFinding *finding =
          galley_proof_pages_check (check->pages, link->address, FALSE, "", NULL);

      if (finding == NULL)
        continue;
      set (&finding->text, link->address);
      add (check, finding);
    }
}

/**
 * galley_proof_post_check:
 * @pages: of the site that @post is in
 * @post: a post
 * @text: what is known of its text
 * @now: the time at which it is read
 * @findings: a list to add to
 *
 * Reads one post as an editor would. Runs on the project's thread.
 */
void
galley_proof_post_check (GalleyProofPages *pages,
                         const GalleyPost *post,
                         const GalleyProofText *text,
                         GDateTime *now,
                         GPtrArray *findings)
{
  const Check check = { pages, post, text, findings };

  check_title (&check);
  if (post->has_changes)
    add_what (&check, "unpublished-changes", FALSE, _ ("it has changes that are not published"));
  check_cover (&check);
  check_date (&check, now);
  check_addresses (&check);
  for (guint i = 0; i < text->findings->len; i++)
    add (&check, galley_finding_copy (g_ptr_array_index (text->findings, i)));
}
