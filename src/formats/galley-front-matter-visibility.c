/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What keeps a text off the web elsewhere keeps it off here. All keys of all systems that do so are
 * in one table. Galley publishes a text for everybody, in lists, feeds and the site map, or not at
 * all: what another system hides only in part is a draft here, and so is what is not understood. */
#include "galley-front-matter-visibility-private.h"

#include <string.h>

#include "galley-lenient-date.h"
#include "galley-source-name.h"

typedef enum
{
  IS_DRAFT,      /* true: a draft, which is the same here and not worth a note */
  HIDES,         /* true: not public */
  SHOWS,         /* false: not public */
  SHOWS_OR_DAY,  /* the same; or a date: as BEGINS */
  SHOWS_OR_ELSE, /* false: not public; anything else means something else */
  LOCKS,         /* anything but nothing and false: not public */
  IS_FOR,        /* for whom: public only where it is everybody */
  IS_STATUS,     /* a word for how far it is */
  ENDS,          /* a date: not public from then on */
  BEGINS,        /* a date: not public until then */
  ADDRESS,       /* an address; false: it has no page */
  SITE_MAP,      /* false, or a table that takes it out of the site map */
  BUILD,         /* a table of what is made of it */
  ROBOTS,        /* words for search engines */
} Meaning;

/* Keys in lower case without marks; "is" before them does not count: is_draft, isDraft. */
static const struct
{
  const char *key;
  Meaning meaning;
} keys[] = {
  { "draft", IS_DRAFT },
  { "wip", HIDES },
  { "unfinished", HIDES },
  { "published", SHOWS_OR_DAY }, /* Jekyll */
  { "publish", SHOWS_OR_DAY },
  { "public", SHOWS },
  { "live", SHOWS },
  { "active", SHOWS_OR_ELSE },
  { "enabled", SHOWS },
  { "visible", SHOWS },
  { "listed", SHOWS },
  { "output", SHOWS_OR_ELSE }, /* Jekyll's collections; R Markdown's says something else */
  { "render", SHOWS_OR_ELSE }, /* Zola */
  { "private", HIDES },
  { "hidden", HIDES },
  { "hide", HIDES },
  { "unlisted", HIDES }, /* Docusaurus */
  { "secret", HIDES },
  { "internal", HIDES },
  { "confidential", HIDES },
  { "restricted", HIDES },
  { "protected", HIDES },
  { "encrypted", HIDES },
  { "encrypt", HIDES },
  { "deleted", HIDES },
  { "trashed", HIDES },
  { "removed", HIDES },
  { "inactive", HIDES },
  { "disabled", HIDES },
  { "exclude", HIDES },
  { "excluded", HIDES },
  { "ignore", HIDES },
  { "ignored", HIDES },
  { "skip", HIDES },
  { "skipbuild", HIDES },
  { "headless", HIDES },         /* Hugo's bundles */
  { "hiddeninhomelist", HIDES }, /* themes of Hugo */
  { "hiddenfromhomepage", HIDES },
  { "hiddenfromfeed", HIDES },
  { "hiddeninrss", HIDES },
  { "hidefromhome", HIDES },
  { "hidefromhomepage", HIDES },
  { "hidefromlist", HIDES },
  { "hidefromlists", HIDES },
  { "hidefromfeed", HIDES },
  { "excludefromlist", HIDES },
  { "excludefromlists", HIDES },
  { "excludefromfeed", HIDES },
  { "excludefromrss", HIDES },
  { "excludefromcollections", HIDES },
  { "eleventyexcludefromcollections", LOCKS }, /* Eleventy: true, or names of collections */
  { "password", LOCKS },
  { "passwords", LOCKS },
  { "passwordprotect", LOCKS },
  { "passwordprotected", LOCKS },
  { "passphrase", LOCKS },
  { "postpassword", LOCKS },
  { "loginrequired", LOCKS },
  { "requireslogin", LOCKS },
  { "requirelogin", LOCKS },
  { "auth", LOCKS },
  { "authentication", LOCKS },
  { "paywall", LOCKS },
  { "paid", LOCKS },
  { "premium", LOCKS },
  { "membersonly", LOCKS },
  { "memberonly", LOCKS },
  { "subscribersonly", LOCKS },
  { "subscriberonly", LOCKS },
  { "patrons", LOCKS },
  { "embargoed", HIDES },
  { "visibility", IS_FOR },
  { "access", IS_FOR },
  { "accesslevel", IS_FOR },
  { "audience", IS_FOR }, /* Substack */
  { "privacy", IS_FOR },
  { "permissions", IS_FOR },
  { "permission", IS_FOR },
  { "status", IS_STATUS },
  { "poststatus", IS_STATUS },
  { "publishstatus", IS_STATUS },
  { "publicationstatus", IS_STATUS },
  { "publicationstate", IS_STATUS },
  { "expirydate", ENDS }, /* Hugo */
  { "expirationdate", ENDS },
  { "expiredate", ENDS },
  { "expiry", ENDS },
  { "expires", ENDS },
  { "expiresat", ENDS },
  { "expireson", ENDS },
  { "expired", HIDES },
  { "unpublishdate", ENDS },
  { "unpublishon", ENDS },
  { "unpublishat", ENDS },
  { "unpublished", HIDES },
  { "publishdate", BEGINS }, /* Hugo */
  { "publishon", BEGINS },
  { "publishat", BEGINS },
  { "publishafter", BEGINS },
  { "embargo", BEGINS },
  { "embargodate", BEGINS },
  { "embargountil", BEGINS },
  { "goliveat", BEGINS },
  { "permalink", ADDRESS }, /* Eleventy */
  { "sitemap", SITE_MAP },
  { "sitemapexclude", HIDES },
  { "excludefromsitemap", HIDES },
  { "hiddenfromsitemap", HIDES },
  { "sitemapignore", HIDES },
  { "noindex", HIDES },
  { "robotsnoindex", HIDES },
  { "robots", ROBOTS },
  { "metarobots", ROBOTS },
  { "build", BUILD }, /* Hugo */
  { "rss", SHOWS_OR_ELSE },
  { "infeed", SHOWS },
};

typedef struct
{
  GalleyPostRecord *post;
  GTimeZone *zone;
  const char *key; /* as it stands */
  JsonNode *node;
  char *text; /* (nullable): the value in lower case, where it is one text */
  int truth;  /* 1, 0, -1 where it says neither */
} Field;

/* Longer ones are texts that only begin with such a word. */
#define MAX_SHOWN 40

static void
keep_back (GalleyPostRecord *post)
{
  if (post->status != GALLEY_RECORD_TRASH)
    post->status = GALLEY_RECORD_DRAFT;
}

static void
hide (Field *field)
{
  keep_back (field->post);
  if (field->text != NULL && strstr (field->key, "pass") == NULL)
    galley_post_record_note (field->post, 0,
                             "“%s: %.*s” keeps it off the web there; it is a draft here",
                             field->key, MAX_SHOWN, field->text);
  else
    galley_post_record_note (field->post, 0, "“%s” keeps it off the web there; it is a draft here",
                             field->key);
}

static void
doubt (Field *field)
{
  keep_back (field->post);
  galley_post_record_note (
      field->post, 0,
      "“%s: %.*s” is not understood, and may keep it off the web there; it is a "
      "draft here",
      field->key, MAX_SHOWN, field->text != NULL ? field->text : "…");
}

static gboolean
is_one_of (const char *text, const char *const *words)
{
  return text != NULL && g_strv_contains (words, text);
}

static GDateTime *
day_of (const Field *field)
{
  return field->text != NULL ? galley_lenient_date_parse (field->text, field->zone) : NULL;
}

static gboolean
is_past (GDateTime *date)
{
  return g_date_time_to_unix (date) <= g_get_real_time () / G_USEC_PER_SEC;
}

static void
judge_truth (Field *field, Meaning meaning)
{
  gboolean hides_when = meaning == HIDES || meaning == IS_DRAFT;

  if (field->truth < 0 && JSON_NODE_HOLDS_ARRAY (field->node) && g_str_equal (field->key, "hide"))
    return; /* parts of the page, as MkDocs has it */
  if (field->truth < 0)
    doubt (field);
  else if (field->truth == hides_when && meaning == IS_DRAFT)
    keep_back (field->post);
  else if (field->truth == hides_when)
    hide (field);
}

static void
judge_status (Field *field)
{
  static const char *const open[] = { "publish", "published", "public",   "live",      "posted",
                                      "final",   "active",    "complete", "completed", "done",
                                      "future",  "scheduled", "visible",  NULL };
  static const char *const drafts[] = { "draft", "drafts", "auto-draft", NULL };

  if (g_strcmp0 (field->text, "trash") == 0)
    field->post->status = GALLEY_RECORD_TRASH;
  else if (is_one_of (field->text, drafts))
    keep_back (field->post);
  else if (!is_one_of (field->text, open) && field->truth != 1)
    hide (field);
}

static void
judge_audience (Field *field)
{
  static const char *const open[] = { "public", "everyone",  "everybody",    "all",  "anyone",
                                      "world",  "anonymous", "free",         "open", "visible",
                                      "listed", "published", "unrestricted", NULL };

  if (!is_one_of (field->text, open) && field->truth != 1)
    hide (field);
}

static void
judge_end (Field *field)
{
  g_autoptr (GDateTime) date = day_of (field);

  if (field->truth == 0)
    return;
  if (date == NULL)
    doubt (field);
  else if (is_past (date))
    hide (field);
  else
    galley_post_record_note (field->post, 0,
                             "“%s: %.*s” takes it off the web there; here it stays until you do so",
                             field->key, MAX_SHOWN, field->text);
}

/* A text that waits is scheduled, where its own date says so as well. */
static void
judge_begin (Field *field)
{
  g_autoptr (GDateTime) date = day_of (field);

  if (field->truth == 0)
    return;
  if (date == NULL)
    doubt (field);
  else if (!is_past (date) &&
           (field->post->date == NULL || g_date_time_compare (field->post->date, date) < 0))
    hide (field);
}

static void
judge_day_or_truth (Field *field)
{
  if (field->truth == 0)
    hide (field);
  else if (field->truth < 0)
    judge_begin (field);
}

static void
judge_table (Field *field, const char *const *off_when_true, const char *const *off_when_false)
{
  static const char *const no[] = { "false", "no",   "never", "none", "off",
                                    "0",     "link", "local", NULL };
  static const char *const yes[] = { "true", "yes", "always", "on", "1", NULL };
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, json_node_get_object (field->node));
  while (json_object_iter_next_ordered (&iter, &key, &node))
    {
      g_autofree char *text = galley_json_node_to_text (node);
      g_autofree char *lower = text != NULL ? g_ascii_strdown (text, -1) : NULL;
      g_autofree char *name = g_ascii_strdown (key, -1);
      gboolean when_true = g_strv_contains (off_when_true, name);

      if (lower == NULL || (!when_true && !g_strv_contains (off_when_false, name)))
        continue;
      if (when_true ? !is_one_of (lower, no) : !is_one_of (lower, yes))
        {
          hide (field);
          return;
        }
    }
}

static void
judge_build (Field *field)
{
  static const char *const none[] = { NULL };
  static const char *const parts[] = { "render", "list", NULL };

  if (JSON_NODE_HOLDS_OBJECT (field->node))
    judge_table (field, none, parts);
  else if (field->truth == 0 || g_strcmp0 (field->text, "never") == 0)
    hide (field);
}

static void
judge_site_map (Field *field)
{
  static const char *const off[] = { "exclude", "disable", "disabled", "ignore",
                                     "hidden",  "noindex", NULL };
  static const char *const on[] = { "include", "enable", "enabled", "index", NULL };
  static const char *const words[] = { "exclude", "excluded", "never", "none", "hidden", NULL };

  if (JSON_NODE_HOLDS_OBJECT (field->node))
    judge_table (field, off, on);
  else if (field->truth == 0 || is_one_of (field->text, words))
    hide (field);
}

static void
judge (Field *field, Meaning meaning)
{
  switch (meaning)
    {
    case IS_DRAFT:
    case HIDES:
    case SHOWS:
      judge_truth (field, meaning);
      break;
    case SHOWS_OR_DAY:
      judge_day_or_truth (field);
      break;
    case SHOWS_OR_ELSE:
      if (field->truth == 0)
        hide (field);
      break;
    case LOCKS:
      if (field->truth != 0)
        hide (field);
      break;
    case IS_FOR:
      judge_audience (field);
      break;
    case IS_STATUS:
      judge_status (field);
      break;
    case ENDS:
      judge_end (field);
      break;
    case BEGINS:
      judge_begin (field);
      break;
    case ADDRESS:
      if (field->truth == 0)
        hide (field);
      break;
    case SITE_MAP:
      judge_site_map (field);
      break;
    case BUILD:
      judge_build (field);
      break;
    case ROBOTS:
      if (field->text == NULL || strstr (field->text, "noindex") != NULL ||
          strstr (field->text, "none") != NULL)
        hide (field);
      break;
    }
}

static const char *
plain_key (const char *key, char *plain, gsize size)
{
  gsize n = 0;

  for (const char *p = key; *p != '\0' && n + 1 < size; p++)
    if (g_ascii_isalnum (*p))
      plain[n++] = g_ascii_tolower (*p);
  plain[n] = '\0';
  return g_str_has_prefix (plain, "is") ? plain + 2 : plain;
}

static int
truth_of (const char *text)
{
  static const char *const yes[] = { "true", "yes", "on", "1", "y", NULL };
  static const char *const no[] = { "false", "no", "off", "0", "n", "never", NULL };

  return is_one_of (text, yes) ? 1 : is_one_of (text, no) ? 0 : -1;
}

static void
judge_field (GalleyPostRecord *post, GTimeZone *zone, const char *key, JsonNode *node)
{
  char buffer[48];
  const char *plain = plain_key (key, buffer, sizeof buffer);
  g_autofree char *given = galley_json_node_to_text (node);
  g_autofree char *text = given != NULL ? g_strstrip (g_utf8_strdown (given, -1)) : NULL;
  Field field = { post, zone, key, node, text, truth_of (text) };

  if (JSON_NODE_HOLDS_NULL (node) || (text != NULL && *text == '\0'))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_str_equal (keys[i].key, plain))
      judge (&field, keys[i].meaning);
}

/* Also the tables that generators keep further keys in. */
static void
judge_all (GalleyPostRecord *post, GTimeZone *zone, JsonObject *values, guint depth)
{
  static const char *const tables[] = { "params",  "extra",     "meta", "seo",
                                        "options", "wordpress", NULL };
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, values);
  while (json_object_iter_next_ordered (&iter, &key, &node))
    {
      judge_field (post, zone, key, node);
      if (depth == 0 && JSON_NODE_HOLDS_OBJECT (node) && g_strv_contains (tables, key))
        judge_all (post, zone, json_node_get_object (node), depth + 1);
    }
}

static void
judge_doubled (GalleyPostRecord *post, const GPtrArray *doubled)
{
  for (guint i = 0; i < doubled->len; i++)
    {
      const char *key = g_ptr_array_index (doubled, i);
      char buffer[48];
      const char *plain = plain_key (key, buffer, sizeof buffer);
      gboolean counts = FALSE;

      for (gsize k = 0; k < G_N_ELEMENTS (keys); k++)
        counts = counts || g_str_equal (keys[k].key, plain);
      if (counts)
        keep_back (post);
      galley_post_record_note (post, 0,
                               counts ? "“%s” is there twice; it is a draft"
                                      : "“%s” is there twice; the last one counts",
                               key);
    }
}

/**
 * galley_front_matter_read_visibility:
 * @post: a post with its path and its date, whose status is given to it
 * @front_matter: what was read of it
 * @zone: of dates without an offset
 *
 * Decides whether a text may be public, and notes why not.
 */
void
galley_front_matter_read_visibility (GalleyPostRecord *post,
                                     const GalleyFrontMatter *front_matter,
                                     GTimeZone *zone)
{
  static const char *const drafts[] = { "drafts", "_drafts", "draft", NULL };

  post->status = GALLEY_RECORD_PUBLISHED;
  if (galley_source_stands_in (post->path, drafts))
    post->status = GALLEY_RECORD_DRAFT;
  judge_all (post, zone, front_matter->values, 0);
  judge_doubled (post, front_matter->doubled);
  if (front_matter->doubt != NULL)
    {
      post->status = GALLEY_RECORD_DRAFT;
      galley_post_record_note (post, 1, "%s; it is a draft, and all of it stands in its text",
                               front_matter->doubt);
    }
}
