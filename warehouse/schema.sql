-- The canonical tables: facts as the sources gave them, and the sync's own memory.
-- Meaning (conversations, exchanges, clocks) is never stored here: queries/marts builds it.
--
-- Times are UTC without a zone. A *_key is a number to join on, made from the platform's own id by the macros at
-- the end of this file, so that a reply knows the key of a parent that has not come yet. No primary keys: on big
-- tables they double the file and slow loads 2.6 times. Uniqueness is a check that runs at every sync.

create table meta (
    schema_version  integer not null,       -- version of this file; see warehouse/schema.py
    key_probe       ubigint not null,       -- message_key('probe', 'probe'): tells when DuckDB's hash has changed
    marts_built_by  varchar,                -- fingerprint of the SQL and settings that the marts were built with
    topics_built_by varchar,                -- the same for the topics of conversations
    organisation_built_by varchar           -- the same for the marts of the organisation
);

create sequence channel_keys;

create table channels (                     -- an account of ours on a platform
    channel_key     integer not null default nextval('channel_keys'),
    platform        varchar not null check (platform <> ''),   -- x, facebook, instagram, youtube, …
    native_id       varchar not null check (native_id <> ''),  -- the platform's id of the account
    handle          varchar,                -- without the @
    title           varchar,                -- the name people read
    url             varchar,
    brand           varchar,
    purpose         varchar,                -- declared purpose: what this channel is for
    calendar        varchar,                -- the calendar whose opening hours count here
    department      varchar,                -- the department that owns the channel
    source          varchar,                -- the source or file profile that feeds it
    complete_until  timestamp               -- watermark: everything up to here has been seen
);

create table authors (                      -- somebody who speaks
    author_key      ubigint not null,
    platform        varchar not null check (platform <> ''),
    native_id       varchar,                -- null once erased
    handle          varchar,                -- without the @
    display_name    varchar,
    is_ours         boolean not null,       -- one of the organisation's own accounts
    ours_by         varchar,                -- the source or file profile that said so, and may take it back
    erased_at       timestamp               -- identity and texts were removed then
);

create table messages (                     -- one utterance
    message_key     ubigint not null,
    platform        varchar not null check (platform <> ''),
    native_id       varchar not null check (native_id <> ''),
    channel_key     integer,                -- the channel of ours it lies on; null: elsewhere, or not said
    author_key      ubigint,                -- null: the source names no author
    parent_id       varchar,                -- native id of the message it replies to
    parent_key      ubigint,
    thread_id       varchar,                -- the source's own name of the thread, where it gives no parents
    thread_key      ubigint,
    quoted_id       varchar,                -- native id of the message it quotes
    quoted_key      ubigint,
    addressed_to    varchar[],              -- native ids or handles addressed; null: the source does not say
    kind            varchar not null check (kind in
                    ('post', 'comment', 'mention', 'review', 'review_response', 'direct_message', 'quote')),
    published_at    timestamp not null,
    edited_at       timestamp,
    deleted_at      timestamp,              -- by its author
    hidden_at       timestamp,              -- from the public, by us or by the platform
    hidden_by       varchar,                -- 'us', 'platform'; null: not hidden, or not known
    is_automated    boolean not null default false,  -- sent by a bot, a rule or an auto-reply
    is_spam         boolean not null default false,
    is_public       boolean not null default true,
    first_seen_at   timestamp not null,     -- when a sync or an import first brought it
    text            varchar,                -- null: none, or erased
    permalink       varchar,
    permalink_key   ubigint,                -- permalink_key(permalink): finds the message that a link leads to
    reactions       bigint check (reactions >= 0),
    shares          bigint check (shares >= 0),
    sent_by         varchar,                -- the colleague who wrote it, where the source says
    -- Verdicts taken from the text when it came (queries/marts/text_rules.sql); they outlive the text.
    mentions        varchar[],              -- handles mentioned in the text, lower case, without the @
    is_question     boolean,                -- asks something
    is_closing      boolean,                -- nothing but thanks and the like
    is_invitation   boolean,                -- asks or invites the reader to answer
    signature       varchar,                -- how it is signed at its end, lower case: '^ab'; see signed(text)
    text_rules      varchar                 -- fingerprint of the rules that gave the verdicts
);

create table touched (                      -- messages changed since the marts were last brought up to date
    message_key     ubigint not null
);

create table erased (                       -- authors whose identity must not come back with the next sync
    author_key      ubigint not null,       -- the key that their native id would give
    replaced_by     ubigint not null        -- the random key that stands for them now
);

create table audience_counts (              -- followers: context only, never a denominator
    channel_key     integer not null,
    day             date not null,
    followers       bigint not null check (followers >= 0)
);

create table departments (
    department      varchar not null check (department <> ''),
    position        integer not null,       -- order of the workbook's rows; departments are never ranked
    calendar        varchar,
    is_social_team  boolean not null default false,
    declared_share  double check (declared_share between 0 and 1)  -- declared mix of who should answer
);

create table roster (                       -- who belongs where, and from when to when
    person          varchar not null,
    department      varchar not null,
    handle          varchar,                -- handle or native id under which they speak
    platform        varchar,                -- null: on any platform
    signature       varchar,                -- '^AB', '-Ana': how they sign an answer
    is_leader       boolean not null default false,
    speaks_for_us   boolean not null default false,
    valid_from      date,                   -- first day; null: always
    valid_to        date                    -- last day; null: still
);

create table calendars (                    -- opening hours; several rows a weekday are several intervals
    calendar        varchar not null,
    zone            varchar not null,       -- IANA time zone
    weekday         integer not null check (weekday between 1 and 7),  -- 1 is Monday
    opens           time not null,
    closes          time not null           -- not after opens: the interval ends on the next day
);

create table holidays (                     -- days on which a calendar is closed
    calendar        varchar not null,
    day             date not null,
    name            varchar
);

create table handoffs (                     -- a request to a department, as a workbook or an export gave it
    handoff_key     ubigint not null,
    source          varchar not null,
    native_id       varchar not null,       -- its id, else link, department and occurrence
    place           varchar,                -- where a person finds it: 'Hand-offs row 14'
    department      varchar not null check (department <> ''),
    kind            varchar not null default 'input' check (kind in ('input', 'approval')),
    question        varchar,
    asked_at        timestamp not null,
    asked_at_latest boolean not null default false,     -- only known to be no later than this
    asked_by        varchar,
    asked_of        varchar,
    answered_at     timestamp,
    answered_at_latest boolean not null default false,  -- only known to be no later than this
    answered_by     varchar,
    joined_by       varchar,                -- who else took part in the answer
    ended_at        timestamp,              -- when it was declined, passed on or closed
    ended_at_latest boolean not null default false,     -- only known to be no later than this
    passed_to       varchar,
    outcome         varchar check (outcome in
                    ('answered', 'no time', 'not important', 'does not know', 'passed on', 'closed')),
    note            varchar,
    reminders       timestamp[]
);

create table handoff_links (                -- many to many: hand-offs and what they are about
    handoff_key     ubigint not null,
    link            varchar not null,       -- permalink or id as it was written
    platform        varchar,                -- null: not known from the link
    native_ids      varchar[],              -- the ids it may mean, most likely first
    permalink_key   ubigint                 -- the same macro as on messages
);

create table handoff_sources (              -- logs of hand-offs that say until when they were kept
    source          varchar not null,
    complete_until  timestamp not null
);

create table handoff_acts (                 -- what people did in the dashboard or on the command line; never changed,
                                            -- only undone
    act_id          varchar not null,       -- the caller's own: the same act sent twice is one
    handoff_key     ubigint not null,
    act             varchar not null check (act in
                    ('asked', 'reminded', 'answered', 'declined', 'passed on', 'closed', 'disputed')),
    acted_at        timestamp not null,
    acted_by        varchar,
    department      varchar,                -- asked: of whom; passed on: to whom
    kind            varchar check (kind in ('input', 'approval')),     -- asked: for what
    reason          varchar check (reason in ('no time', 'not important', 'does not know')),  -- declined: why
    note            varchar,                -- asked: the question; else what there is to say
    noted_at        timestamp not null,     -- when the warehouse learned of it
    undone_at       timestamp,
    undone_by       varchar
);

create table written_cells (                -- what was written back to a workbook, to tell it from what people wrote there
    book            varchar not null,       -- which workbook: 'google_sheets <id>', or the path of a file
    handoff_key     ubigint not null,
    heading         varchar not null,       -- of the column: 'Answered at'
    mark            varchar not null        -- fingerprint of the text; empty once it was taken out again
);

create table promises (                     -- what a department, or the organisation towards the public, undertakes
    department      varchar,                -- null: towards the public
    channel_key     integer,                -- null: every channel
    topic           varchar,                -- null: every topic
    target_seconds  bigint not null check (target_seconds > 0),
    clock           varchar not null check (clock in ('wall', 'business')),
    valid_from      date,
    valid_to        date
);

create table objectives (                   -- strategy first: what for, which metric, which target
    objective       varchar not null,
    position        integer not null,       -- order of the workbook's rows
    metric          varchar,                -- path of a metric of ours
    figure          varchar,                -- an outside figure, where it is no metric of ours
    better          varchar check (better in ('up', 'down')),  -- of a figure; a metric says so itself
    target          double not null,
    due             date,
    owner           varchar
);

create table figures (                      -- outside figures, typed monthly
    figure          varchar not null,
    month           date not null,
    value           double not null
);

create table topics (                       -- patterns that name what a conversation is about
    topic           varchar not null,
    position        integer not null,
    words           varchar[] not null,     -- as typed: 'power cut', 'bill*'
    weight          double not null default 1 check (weight > 0),
    department      varchar,                -- its owner
    valid_from      date,
    valid_to        date
);

create table topic_rules (                  -- the words that message_topics was made with
    topic           varchar not null,
    words           varchar[] not null
);

create table message_topics (               -- verdicts taken from texts; they outlive the text
    message_key     ubigint not null,
    topic           varchar not null
);

create table audiences (                    -- who is who among those who write to us
    audience        varchar not null,
    position        integer not null,
    handle          varchar,                -- of somebody who belongs to it
    words           varchar[]               -- found in the handle or name of those who belong to it
);

create table settings (                     -- what an organisation decides for itself; see queries/settings.py
    name            varchar not null,
    value           varchar not null
);

create table workbook_tabs (                -- the tabs of the workbook as they were read last
    tab             varchar not null,       -- what it counts as: 'Hand-offs'
    title           varchar not null,       -- as it is called there
    position        integer not null,
    rows_read       bigint not null default 0,  -- those that are not blank
    columns         varchar[] not null,     -- columns of ours that it has
    others          varchar[] not null      -- its other headings
);

create table workbook_problems (            -- what is to put right in the workbook, as it was read last
    position        integer not null,
    place           varchar not null,       -- 'Hand-offs row 14'
    sentence        varchar not null,       -- where, what is wrong, what to write instead
    refused         boolean not null,       -- whether what it is about was left out
    link            varchar                 -- to the cell, where the workbook is in the web
);

create table sync_state (                   -- where each stream goes on
    source          varchar not null,
    stream          varchar not null,
    cursor          varchar,                -- opaque to all but the stream
    updated_at      timestamp not null
);

create table sync_runs (                    -- history of syncs and imports
    run_id          varchar not null,
    source          varchar not null,
    started_at      timestamp not null,
    finished_at     timestamp,              -- null: still running, or killed
    outcome         varchar check (outcome in ('complete', 'partial', 'failed')),
    rows_new        bigint not null default 0,
    rows_changed    bigint not null default 0,
    rows_same       bigint not null default 0,
    rows_refused    bigint not null default 0,
    calls           bigint not null default 0,  -- requests that reached the source
    units           bigint not null default 0,  -- what they cost of its quota
    detail          varchar                 -- one sentence: what went wrong and what to do
);

create table quarantine (                   -- what could not be read, and why; kept until it can be
    source          varchar not null,
    place           varchar not null,       -- file and line, or stream and page
    reason          varchar not null,
    payload         varchar,                -- the row as it came
    seen_at         timestamp not null
);

-- A key is made from names alone. DuckDB does not promise the same hash for ever: meta.key_probe notices a change.
-- No name, no key: hash(null) is a number.
create macro message_key(platform, native_id) as if(native_id is null, null, hash(platform || ':' || native_id));
-- Addresses that lead to one place have one key. Where a platform gives a post several of them, that is its number with
-- the comment's; elsewhere the address without scheme, mobile or www host, tracking, order of parameters, closing slash.
create macro permalink_parts(url) as regexp_extract(trim(url),
    '^(?:[a-zA-Z]+://)?(?:(?i:www|m|mobile|mbasic|touch|web|old|new|np|amp|music)\.)?([^/?#]+)([^?#]*)(?:\?([^#]*))?(?:#(.*))?$',
    ['host', 'path', 'query', 'fragment']);
create macro permalink_site(host) as regexp_extract(lower(host),
    '(?:^|\.)(x|twitter|facebook|fb|instagram|linkedin|reddit|redd|youtube|youtube-nocookie|youtu|threads|bsky)\.(?:com|net|be|it|app)$', 1);
create macro first_found(texts) as list_filter(texts, lambda one: one <> '')[1];
create macro without_escapes(text) as regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    text, '%3A', ':', 'gi'), '%28', '(', 'gi'), '%2C', ',', 'gi'), '%29', ')', 'gi');
create macro linkedin_number(text) as first_found([
    regexp_extract(text, '[?&]replyUrn=urn:li:comment:\([^,]*,(\d+)', 1),
    regexp_extract(text, '[?&]dashReplyUrn=urn:li:fsd_comment:\((\d+)', 1),
    regexp_extract(text, '[?&]commentUrn=urn:li:comment:\([^,]*,(\d+)', 1),
    regexp_extract(text, '[?&]dashCommentUrn=urn:li:fsd_comment:\((\d+)', 1),
    regexp_extract(text, '(?:urn:li:|-)(?:activity|share|ugcPost)[:-](\d+)', 1)]);
create macro permalink_number(site, path, query) as case
    when site = '' then null
    when site in ('x', 'twitter') then 'x ' || nullif(regexp_extract(path, '/status(?:es)?/(\d+)', 1), '')
    when site in ('facebook', 'fb') then 'facebook ' || nullif(regexp_extract(path || '?' || query,
        '(?:/(?:posts|permalink|videos|photos|reel|events)/(?:[^/?]+/)*?|[?&](?:story_fbid|fbid|v)=|^/\d+_)(\d+|pfbid\w+)(?:[/?&]|$)',
        1), '') || ' ' || coalesce(first_found([regexp_extract(query, '(?:^|&)reply_comment_id=([^&]+)', 1),
        regexp_extract(query, '(?:^|&)comment_id=([^&]+)', 1)]), '')
    when site = 'instagram' then 'instagram '
        || nullif(regexp_extract(path, '/(?:p|reels?|tv)/([\w-]+(?:/c/\d+)?(?:/r/\d+)?)', 1), '')
    when site = 'linkedin' then 'linkedin ' || linkedin_number(without_escapes(path || '?' || query))
    when site = 'redd' then 'reddit ' || nullif(regexp_extract(path, '^/(\w+)', 1), '')
    when site = 'reddit' then 'reddit ' || first_found([regexp_extract(path, '/comments/\w+/[^/]*/(\w+)', 1),
        regexp_extract(path, '/(?:comments|gallery)/(\w+)', 1)])
    when site in ('youtube', 'youtube-nocookie', 'youtu') then 'youtube ' || first_found([
        regexp_extract(query, '(?:^|&)lc=([^&]+)', 1), regexp_extract(query, '(?:^|&)v=([^&]+)', 1),
        regexp_extract(path, '^/(?:shorts|live|embed|v|post)/([\w-]+)', 1),
        if(site = 'youtu', regexp_extract(path, '^/([\w-]+)', 1), '')])
    when site = 'threads' then 'threads ' || nullif(regexp_extract(path, '/(?:post|t)/([\w-]+)', 1), '')
    when site = 'bsky' then 'bluesky ' || nullif(regexp_extract(path, '/post/(\w+)', 1), '') end;
create macro permalink_address(host, path, query, fragment) as lower(host)
    || regexp_replace(rtrim(regexp_replace(path, '/comment-page-\d+/?$', ''), '/'), '^(?:/web)?/users/([^/]+)/statuses/', '/@\1/')
    || if(query = '', '', array_to_string(list_sort(list_filter(string_split(query, '&'), lambda p: p <> '' and not
        regexp_matches(p, '^(?:utm_\w+|\w*cl(?:k)?id|mc_[ce]id|igsh(?:id)?|si|s|ref(?:_?\w*)?|mibextid|feature|share\w*|'
        || 'source|trk\w*|rcm|hl|lang|locale|context|_ga|_gl|_?_cft_\w*|__tn__|rdid|cxt)(?:$|[=\[])'))), '&'))
    || if(starts_with(fragment, 'comment'), '#' || fragment, '');
-- The list of one is there so that an address is taken apart once, not once for each use of a part: a third of the time.
create macro permalink_key(url) as if(url is null or not contains(url, '.'), null, list_transform([permalink_parts(url)],
    lambda parts: if(parts.host = '', null, hash(coalesce(
        permalink_number(permalink_site(parts.host), parts.path, parts.query),
        permalink_address(parts.host, parts.path, parts.query, parts.fragment)))))[1]);
create macro handoff_key(source, native_id) as hash(source || ':!' || native_id);
create macro author_key(platform, native_id) as if(native_id is null, null, hash(platform || ':@' || native_id));

-- Seconds that a calendar has been open up to an instant, from the last span (calendar_spans) that began before it.
create macro open_seconds(open_before, opens_at, closes_at, instant) as
    if(instant is null, null, coalesce(open_before + epoch(least(instant, closes_at) - opens_at), 0));
