// What real mode says, in both languages; ratios with their intervals.
#include "figure/words/real_words.h"

#include <gtest/gtest.h>

namespace copyscope::figure {
namespace {

TEST(RealWords, a_ratio_stands_beside_its_interval_where_there_is_one) {
  EXPECT_EQ(ratio_with_interval({7, 1.434, 1.309, 1.58}), "1.43 (1.31 – 1.58)");
  EXPECT_EQ(ratio_with_interval({3, 1.434, std::nullopt, std::nullopt}), "1.43");
  EXPECT_EQ(interval_text({3, 1.434, std::nullopt, std::nullopt}), "–");
  EXPECT_EQ(ratio_text(127.4), "127");
}

TEST(RealWords, a_verdict_needs_an_interval) {
  EXPECT_EQ(verdict_of({7, 1.4, 1.3, 1.5}, Language::en), "faster");
  EXPECT_EQ(verdict_of({7, 0.6, 0.5, 0.7}, Language::en), "slower");
  EXPECT_EQ(verdict_of({7, 1.1, 0.9, 1.2}, Language::en), "a tie");
  EXPECT_EQ(verdict_of({5, 1.4, std::nullopt, std::nullopt}, Language::en),
            "too few rounds to tell");
}

TEST(RealWords, what_real_mode_says_has_its_chinese_with_what_varies_in_it) {
  const std::string english = "cancelled after 3 of 7 rounds";
  EXPECT_EQ(translated(english, Language::en), english);
  EXPECT_EQ(translated(english, Language::zh), "7 轮中完成 3 轮后取消");
  EXPECT_EQ(translated("sender and receiver on CPU 1", Language::zh),
            "发送方和接收方都在 CPU 1 上");
}

TEST(RealWords, a_reason_within_a_message_is_told_too) {
  EXPECT_EQ(
      translated("3 rounds in a row were rejected; the last: the receiver's checksum is not the "
                 "file's",
                 Language::zh),
      "连续 3 轮作废；最后一轮的原因：接收方的校验和与文件不符");
}

TEST(RealWords, of_two_messages_that_fit_the_longer_one_counts) {
  EXPECT_EQ(
      translated("a veth pair can be made here, in a user namespace of its own", Language::zh),
      "这里可以在独立的用户命名空间中建立 veth 对");
}

TEST(RealWords, each_message_is_found_by_its_own_english) {
  constexpr std::string_view said = "said.";
  for (auto each = assets::texts().lower_bound(said);
       each != assets::texts().end() && each->first.starts_with(said); ++each) {
    const auto filled_in = [&](Language language) {
      const assets::Lookup seven = [](std::string_view) { return "7"; };
      return assets::fill(each->second.in(language), seven);
    };
    EXPECT_EQ(translated(filled_in(Language::en), Language::zh), filled_in(Language::zh))
        << each->first;
  }
}

TEST(RealWords, of_a_message_that_is_joined_each_part_is_told) {
  EXPECT_EQ(translated("a bridge without ports, chunks of 60 KiB, whatever the scenario's; the CPU "
                       "kept its pace in 75 % of the passes, the others do not count (a byte sent "
                       "to oneself takes 1.1 us to 1.2 us in those that do)",
                       Language::zh),
            "没有端口的网桥，每块 60 KiB，与场景中的块大小无关；其中 75% 的各遍 CPU 速度稳定，其余"
            "不计入（计入的各遍中，给自己发一个字节用 1.1 us 到 1.2 us）");
  EXPECT_EQ(translated("no sink here: unshare(CLONE_NEWNET): EPERM (Operation not permitted); "
                       "namespaces are refused here, by a container's filter of system calls, by a "
                       "chroot or by a security module; root, or a container with `--cap-add "
                       "SYS_ADMIN --security-opt seccomp=unconfined`, may make them",
                       Language::zh),
            "这里建不了黑洞网卡：unshare(CLONE_NEWNET): EPERM (Operation not permitted)；这里不允许"
            "建立命名空间，可能是容器的系统调用过滤、chroot 或安全模块所致；root 用户，或带 "
            "`--cap-add SYS_ADMIN --security-opt seccomp=unconfined` 启动的容器，才可以建立");
  EXPECT_EQ(translated("a file of 64 KiB in /var/tmp: EFBIG (File too large)", Language::zh),
            "/var/tmp 中的 64 KiB 文件：EFBIG (File too large)");
  EXPECT_EQ(translated("a file of 32 MiB in /var/tmp, with 6002 KiB free: ENOSPC (No space left on "
                       "device)",
                       Language::zh),
            "在 /var/tmp 中建立 32 MiB 的文件（剩余空间 6002 KiB）：ENOSPC (No space left on "
            "device)");
  EXPECT_EQ(translated("k_tr was changed while it was sent: it is not what it was when the run "
                       "began",
                       Language::zh),
            "k_tr 在发送期间被改动：内容与实测开始时不同");
}

TEST(RealWords, what_has_no_chinese_stays_as_it_is) {
  EXPECT_EQ(translated("unshare: EPERM (Operation not permitted)", Language::zh),
            "unshare: EPERM (Operation not permitted)");
  EXPECT_EQ(translated("", Language::zh), "");
}

TEST(RealWords, evidence_comes_with_its_reason) {
  EXPECT_EQ(evidence_text("measured", Language::en), "measured");
  EXPECT_EQ(evidence_text("unavailable: none (veth)", Language::en), "unavailable: none (veth)");
  EXPECT_EQ(evidence_text("unavailable: none (veth)", Language::zh), "无法取得：无（veth）");
}

TEST(RealWords, of_sends_is_told_who_says_that_they_were_copied_and_why) {
  analysis::SendVerdict verdict{4, 0, 0, analysis::SendVerdict::Evidence::said_by_the_kernel,
                                "packets to a local socket take a deferred copy "
                                "(skb_orphan_frags_rx)"};
  EXPECT_EQ(zero_copy_text(verdict, Language::en),
            "copied, said by the kernel: packets to a local socket take a deferred copy "
            "(skb_orphan_frags_rx)");
  EXPECT_EQ(zero_copy_text(verdict, Language::zh),
            "复制了（内核所报告）：发给本机套接字的包要补做一次延后的复制（skb_orphan_frags_rx）");
  verdict.not_copied = 2;
  EXPECT_EQ(zero_copy_word(verdict, Language::en), "4 of 6 copied");
  verdict.read_for_checksum = 3;
  EXPECT_EQ(zero_copy_word(verdict, Language::en), "4 of 9 copied; 3 read for a checksum");
  verdict.copied = 0;
  EXPECT_EQ(zero_copy_word(verdict, Language::en), "not copied; 3 of 5 read for a checksum");
  EXPECT_EQ(zero_copy_word(verdict, Language::zh), "没有复制；5 次中有 3 次为校验和读了一遍");
}

TEST(RealWords, what_to_do_about_a_refusal_is_told_too) {
  EXPECT_EQ(translated("send: ENOBUFS (No buffer space available); 64 KiB need 72 KiB of locked "
                       "memory, and this user may have 0 B in all: raise the limit (`ulimit -l`), "
                       "or choose smaller chunks",
                       Language::zh),
            "send: ENOBUFS (No buffer space available)；64 KiB 需要锁定 72 KiB 内存，而该用户总共"
            "只能锁定 0 B：请提高上限（`ulimit -l`），或者把块改小");
  EXPECT_EQ(translated("mine was changed while it was sent: the file shrank while it was sent: it "
                       "ends at 5000 B",
                       Language::zh),
            "mine 在发送期间被改动：文件在发送期间变短了：现在只有 5000 B");
}

TEST(RealWords, an_environment_has_names_and_sentences) {
  EXPECT_EQ(environment_name("congestion_control", Language::en), "congestion control");
  EXPECT_EQ(environment_name("something_new", Language::en), "something new");
  EXPECT_EQ(environment_value("congestion_control", "reno", Language::zh), "reno");
  EXPECT_EQ(environment_value("path", "loopback", Language::en), "the loopback interface");
  EXPECT_EQ(environment_value("path_reason", "asked for", Language::zh), "用户指定");
}

} // namespace
} // namespace copyscope::figure
