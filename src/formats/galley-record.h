/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-source-tree.h"

/* What formats read and write, without a project. Plain records: who holds one owns its strings,
 * which are valid UTF-8. NULL means that the source does not say. */

/* Where something stands in what is read: "in.mbox: message 3". */
typedef struct
{
  const char *file;
  const char *unit; /* what is counted: "line", "message" */
  guint number;     /* from 1; 0 where none can be told */
} GalleySourcePosition;

typedef struct
{
  char *title;
  char *address;
} GalleyRecordLink;

typedef enum
{
  GALLEY_RECORD_DRAFT,
  GALLEY_RECORD_PUBLISHED, /* or scheduled, where its date is still to come */
  GALLEY_RECORD_TRASH,
} GalleyRecordStatus;

/* An address that a post had before. */
typedef struct
{
  char *slug;
  GDateTime *date; /* (nullable): the date that the address named; NULL: the post's own */
} GalleyRecordAddress;

/* What is worth telling of a record that is taken in. */
typedef struct
{
  guint line; /* from 1; 0 where none can be told */
  char *text;
} GalleyRecordNote;

/* A post or a page. */
typedef struct
{
  char *path;              /* the file, for messages, and what relative addresses start from */
  guint body_line;         /* where the body begins in it, for messages */
  char *source;            /* where it comes from: the same again is the same post */
  char *digest;            /* of all that it was made of: the same again has not changed */
  GStrv names;             /* what links may call it, the likeliest first */
  GalleySourceTree *files; /* (nullable): what its relative addresses are looked for in */
  char
      *working_copy_of; /* (nullable): the path of the post that this is an unpublished change of */

  GPtrArray *notes; /* of GalleyRecordNote, never NULL */

  gint64 number; /* its id in the project that it is an extract of; 0: none */
  gboolean is_page;
  GalleyRecordStatus status;
  gboolean was_draft; /* in the trash, and never published */
  char *title, *slug, *byline;
  GDateTime *date;
  GDateTime *updated; /* (nullable): when it was changed last */
  char *series;       /* a title */
  guint series_part;
  GStrv tags;
  GPtrArray *links; /* of GalleyRecordLink, never NULL */
  char *place;
  double latitude, longitude; /* degrees; NAN where not known */
  char *excerpt;
  char *cover; /* an address */
  char *language;
  gboolean comments_open;
  GPtrArray *addresses; /* of GalleyRecordAddress, never NULL */
  GPtrArray *paths;     /* of char *: whole former addresses, "/2015/01/09/x.html", never NULL */
  char *body;           /* Markdown */
} GalleyPostRecord;

/* A comment, or a mail that may be one. */
typedef struct
{
  GalleySourcePosition position; /* for messages; its strings outlive the call that hands it over */
  char *source;                  /* "comments", "mbox": what its ids are ids of */
  char *id;                      /* the same again is the same comment */
  char *digest;  /* (nullable): tells it from another that bears the same id by mistake */
  char *post;    /* a slug, an address or an id */
  char *subject; /* (nullable): of a mail; it may name the post, and is what messages call it */
  GStrv parents; /* ids of what it may answer, the likeliest first */
  gboolean parents_may_miss; /* that none of them is there is not worth a note */
  gint64 number;             /* its id in the project that it is an extract of; 0: none */
  char *first_source;        /* where it came from into that project, and its id there */
  char *first_id;
  char *status;       /* what it was where it comes from */
  char *name, *place; /* of who wrote it */
  char *email, *url;
  GDateTime *date;
  gboolean is_question;
  gboolean by_author; /* of the site */
  char *body;         /* Markdown */
  char *original;     /* the body before it was shortened or edited */
} GalleyCommentRecord;

typedef struct
{
  char *title, *slug, *description;
  GPtrArray *links; /* of GalleyRecordLink */
} GalleySeriesRecord;

/* A picture or another file of an extract. */
typedef struct
{
  char *path; /* in the source */
  char *alternative;
} GalleyMediaRecord;

/* What a site is besides its posts. */
typedef struct
{
  GHashTable *settings; /* char * to char *: by the names that galley.json has for them */
  GPtrArray *series;    /* of GalleySeriesRecord */
  GPtrArray *media;     /* of GalleyMediaRecord */
  GalleySourceTree *files;
  char *identity;        /* (nullable): of the project that it is an extract of */
  char *comments_digest; /* (nullable): of the comments of that extract */
  /* The source is a whole extract of Galley's own: what it says of statuses may be believed, where
   * the project holds nothing that it could spoil. */
  gboolean is_whole_extract;
} GalleySiteRecord;

GalleyPostRecord *galley_post_record_new (void);
void galley_post_record_free (GalleyPostRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyPostRecord, galley_post_record_free)
void galley_post_record_add_link (GalleyPostRecord *record, const char *title, const char *address);
void galley_post_record_add_address (GalleyPostRecord *record, const char *slug, GDateTime *date);
void galley_post_record_note (GalleyPostRecord *record, guint line, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

GalleyCommentRecord *galley_comment_record_new (void);
void galley_comment_record_free (GalleyCommentRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyCommentRecord, galley_comment_record_free)

GalleySiteRecord *galley_site_record_new (void);
void galley_site_record_free (GalleySiteRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleySiteRecord, galley_site_record_free)
GalleySeriesRecord *galley_site_record_add_series (GalleySiteRecord *record, const char *title);
void
galley_site_record_add_media (GalleySiteRecord *record, const char *path, const char *alternative);

GalleyRecordLink *galley_record_link_new (const char *title, const char *address);
