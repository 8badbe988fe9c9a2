/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-file-list.h"
#include "galley-materials.h"
#include "galley-reach.h"
#include "galley-site.h"
#include "galley-value.h"

/* Adds to @out what a file is made from, beside what galley_site_get_stamp() says; FALSE where
 * that is not known without making it. Runs on the project's thread. */
typedef gboolean (*GalleyFingerprintFunc) (GalleySite *site, const GalleyFile *file, GString *out);

/* Says which files of this kind show something of what changed: it stands beside the function that
 * makes them, and changes with it. An export after a small change makes no other files again. */
typedef void (*GalleyReachFunc) (GalleySite *site,
                                 const GalleySiteChange *change,
                                 GalleyReach *reach);

/* What there is to know of one kind of file. Either fill or make is set. */
typedef struct
{
  GalleyFingerprintFunc fingerprint;
  GalleyReachFunc reach;
  /* Of a page: the name of its template, and what that is filled with. @excerpt: (out) (optional):
   * of a post, what lists say of it. Any thread. */
  const char *template;
  const char *(*choose_template) (GalleySite *site, const GalleyFile *file); /* (nullable) */
  GalleyValue *(*fill) (GalleySite *site,
                        const GalleyFile *file,
                        const GalleyMaterials *materials,
                        char **excerpt);
  /* Of a file without a template: its bytes. Any thread. */
  GBytes *(*make) (GalleySite *site,
                   const GalleyFile *file,
                   const GalleyMaterials *materials,
                   GError **error);
  const char *type;        /* (nullable): MIME, where its name does not tell */
  gboolean is_independent; /* its fingerprint says all, without the stamp */
  /* (nullable): reads what it is made from beside the model, on the project's thread. */
  gboolean (*load) (GalleySite *site,
                    const GalleyFile *file,
                    GalleyMaterials *materials,
                    GError **error);
} GalleyPageKind;

/* Defines the maker of a kind of file. What changes reach it, and what it is made from, must be
 * said: there is no default. */
#define GALLEY_DEFINE_PAGE_KIND(kind, fingerprint_func, reach_func, ...)                           \
  const GalleyPageKind galley_kind_##kind = { (fingerprint_func), (reach_func), __VA_ARGS__ };

#define X(KIND, kind) extern const GalleyPageKind galley_kind_##kind;
GALLEY_FILE_KINDS (X)
#undef X

/* For kinds that show neither texts nor comments, nor the number of these. */
void galley_reach_nothing (GalleySite *site, const GalleySiteChange *change, GalleyReach *reach);
/* For kinds that list posts without their texts. */
void galley_reach_list (GalleySite *site, const GalleySiteChange *change, GalleyReach *reach);
/* For kinds that the stamp of the site says all of, and for those that must be made to know. */
gboolean galley_fingerprint_stamp_only (GalleySite *site, const GalleyFile *file, GString *out);
gboolean galley_fingerprint_unknown (GalleySite *site, const GalleyFile *file, GString *out);
