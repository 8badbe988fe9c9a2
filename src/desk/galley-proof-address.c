/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-proof-address.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

/* "../b/c" seen from @folder, which is "" or ends in "/". NULL where it leads out of the site. */
static char *
join_path (const char *folder, const char *relative)
{
  g_autofree char *joined = g_strconcat (folder, relative, NULL);
  g_auto (GStrv) parts = g_strsplit (joined, "/", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    {
      gboolean is_last = parts[i + 1] == NULL;

      if (g_str_equal (parts[i], ".."))
        {
          if (kept->len == 0)
            return NULL;
          g_ptr_array_set_size (kept, (int) kept->len - 1);
        }
      else if (!g_str_equal (parts[i], ".") && (*parts[i] != '\0' || is_last))
        g_ptr_array_add (kept, parts[i]);
      if (is_last && (g_str_equal (parts[i], "..") || g_str_equal (parts[i], ".")))
        g_ptr_array_add (kept, (char *) "");
    }
  g_ptr_array_add (kept, NULL);
  return g_strjoinv ("/", (char **) kept->pdata);
}

/* Without what is asked of the path and where in the page; percent-decoded. */
static char *
get_plain_path (const char *address)
{
  g_autofree char *path = g_strndup (address, strcspn (address, "?#"));

  return g_uri_unescape_string (path, NULL);
}

/* Behind @prefix, whether that is spelled with http or https; NULL where @address is elsewhere. */
static const char *
pass_base (const char *address, const char *base)
{
  const char *rest = strstr (address, "://");
  const char *host = base != NULL ? strstr (base, "://") : NULL;
  gsize length;

  if (rest == NULL || host == NULL || g_ascii_strncasecmp (address, "http", 4) != 0)
    return NULL;
  length = strlen (host);
  if (g_ascii_strncasecmp (rest, host, length) == 0)
    return rest + length;
  /* "https://example.org" without the slash. */
  return g_ascii_strncasecmp (rest, host, length - 1) == 0 && rest[length - 1] == '\0'
             ? rest + length - 1
             : NULL;
}

/**
 * galley_proof_address_find_path:
 * @address: as it stands in a text; no internal one
 * @base: (nullable): the site's address: "https://example.org/blog/"
 * @base_path: (nullable): the path of it: "/blog/"
 * @from: (nullable): the path of the page that it stands in, in the site
 * @path: (out) (transfer full) (nullable): where it leads in the site, percent-decoded; %NULL: out
 *   of it, to nothing
 *
 * Reads an address as a browser would that shows the page (RFC 3986, 5.2).
 *
 * Returns: what sort of address it is
 */
GalleyProofAddressKind
galley_proof_address_find_path (const char *address,
                                const char *base,
                                const char *base_path,
                                const char *from,
                                char **path)
{
  const char *own = pass_base (address, base);
  g_autofree char *plain = get_plain_path (own != NULL ? own : address);
  g_autofree char *scheme = g_uri_parse_scheme (address);
  g_autofree char *folder = NULL;
  const char *slash;

  *path = NULL;
  if (own != NULL)
    {
      *path = plain != NULL ? join_path ("", plain) : NULL;
      return GALLEY_PROOF_ADDRESS_IN_SITE;
    }
  if (*address == '#')
    return GALLEY_PROOF_ADDRESS_SAME_PAGE;
  if (*address == '\0' || scheme != NULL || g_str_has_prefix (address, "//") || *address == '\\' ||
      plain == NULL)
    return GALLEY_PROOF_ADDRESS_ELSEWHERE;
  if (*address == '/')
    {
      gsize length = base_path != NULL ? strlen (base_path) : 1;

      if (base_path != NULL && length > 1 && strncmp (plain, base_path, length) != 0)
        return GALLEY_PROOF_ADDRESS_ELSEWHERE;
      *path = join_path ("", plain + length);
      return GALLEY_PROOF_ADDRESS_IN_SITE;
    }
  if (from == NULL)
    return GALLEY_PROOF_ADDRESS_ELSEWHERE;
  if (*plain == '\0') /* "?a=b" */
    {
      *path = g_strdup (from);
      return GALLEY_PROOF_ADDRESS_IN_SITE;
    }
  slash = strrchr (from, '/');
  folder = slash != NULL ? g_strndup (from, (gsize) (slash - from) + 1) : g_strdup ("");
  *path = join_path (folder, plain);
  return GALLEY_PROOF_ADDRESS_IN_SITE;
}

static GalleyFinding *new_finding (const char *rule, gboolean must, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

static GalleyFinding *
new_finding (const char *rule, gboolean must, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return galley_finding_new (rule, must, what);
}

/* Whether only the author's own machines know a host. */
static gboolean
is_local_host (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address) || g_inet_address_get_is_site_local (address) ||
           g_inet_address_get_is_link_local (address) || g_inet_address_get_is_any (address);
  return g_ascii_strcasecmp (host, "localhost") == 0 || g_str_has_suffix (host, ".localhost") ||
         g_str_has_suffix (host, ".local") || g_str_has_suffix (host, ".internal");
}

static gboolean
is_host_name (const char *host)
{
  gsize length = strlen (host);

  if (strchr (host, ':') != NULL) /* IPv6 */
    return g_hostname_is_ip_address (host);
  return length > 0 && *host != '.' && *host != '-' && strstr (host, "..") == NULL &&
         strpbrk (host, " <>\"{}|\\^`%/") == NULL && strchr (host, '.') != NULL &&
         host[strcspn (host, ".") + 1] != '\0';
}

static GalleyFinding *
check_web (const char *address)
{
  g_autofree char *full =
      g_str_has_prefix (address, "//") ? g_strconcat ("https:", address, NULL) : g_strdup (address);
  g_autoptr (GUri) uri =
      g_uri_parse (full, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_HAS_PASSWORD, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host != NULL && is_local_host (host))
    return new_finding ("local-address", TRUE,
                        _ ("“%s” can only be opened on the author's own network"), address);
  if (host == NULL || !is_host_name (host))
    return new_finding ("malformed-address", FALSE, _ ("“%s” is no whole address of the web"),
                        address);
  if (g_uri_get_password (uri) != NULL)
    return new_finding ("malformed-address", FALSE, _ ("“%s” has a password in it"), address);
  return NULL;
}

static GalleyFinding *
check_mail (const char *address)
{
  const char *rest = address + strlen ("mailto:");
  gsize length = strcspn (rest, "?");
  g_autofree char *encoded = g_strndup (rest, length);
  g_autofree char *mail = g_uri_unescape_string (encoded, NULL);
  const char *at = mail != NULL ? strrchr (mail, '@') : NULL;

  /* "mailto:?subject=…" asks whom to write to (RFC 6068). */
  if (length == 0 && *rest == '?')
    return NULL;
  if (at != NULL && at > mail && is_host_name (at + 1) && strpbrk (mail, " \t<>") == NULL)
    return NULL;
  return new_finding ("malformed-address", FALSE, _ ("“%s” is no address to send mail to"),
                      address);
}

/**
 * galley_proof_address_check:
 * @address: one that leads out of the site
 * @is_picture: whether it is what an image shows
 *
 * Says what is wrong with an address by its looks; nobody is asked.
 *
 * Returns: (transfer full) (nullable): what is wrong with it; %NULL: nothing
 */
GalleyFinding *
galley_proof_address_check (const char *address, gboolean is_picture)
{
  g_autofree char *scheme = g_uri_parse_scheme (address);

  if (*address == '\0')
    return is_picture ? new_finding ("empty-address", TRUE, "%s", _ ("a picture has no address"))
                      : new_finding ("empty-address", FALSE, "%s", _ ("a link has no address"));
  if (g_str_has_prefix (address, "//"))
    return check_web (address);
  if (*address == '\\' || (scheme != NULL && (strlen (scheme) == 1 || /* a drive: "C:" */
                                              g_str_equal (scheme, "file"))))
    return new_finding ("local-address", TRUE, _ ("“%s” is a place on the author's computer"),
                        address);
  if (scheme == NULL)
    return NULL;
  if (g_str_equal (scheme, "http") || g_str_equal (scheme, "https"))
    return check_web (address);
  if (g_str_equal (scheme, "mailto"))
    return check_mail (address);
  if (g_str_equal (scheme, "javascript") || g_str_equal (scheme, "vbscript"))
    return new_finding ("script-address", FALSE,
                        _ ("“%s” is a script: most readers cannot follow it"), address);
  return NULL;
}
